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

if vim.api.nvim_create_user_command then
  vim.api.nvim_create_user_command('Whosays', function(args)
    require('whosays.commands').run(args)
  end, {
    nargs = '+',
    desc = 'sources, summary, people, reindex',
    complete = function(lead, line)
      return require('whosays.commands').complete(lead, line)
    end,
  })
end
