if vim.g.loaded_whosays then
  return
end
vim.g.loaded_whosays = true

-- Code lenses name this command; the protocol leaves it to the client to show the places.
if vim.lsp and vim.lsp.commands then
  vim.lsp.commands['whosays.showReferences'] = function(command, ctx)
    require('whosays').show_references(command, ctx)
  end
end
