-- What the picture of the README shows: an article with findings, inlay hints and the card of a quote.
dofile(vim.env.TESTS .. '/init.lua')
vim.o.termguicolors = true
vim.o.background = 'dark'
vim.cmd('colorscheme habamax')
vim.o.linebreak = true
vim.o.number = true
vim.o.laststatus = 0
vim.o.ruler = false
vim.o.fillchars = 'eob: '
vim.o.showcmd = false
vim.diagnostic.config({ virtual_text = { prefix = '●' }, signs = false })
vim.filetype.add({ extension = { txt = 'newsarticle' } })
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(args)
    vim.lsp.inlay_hint.enable(true, { bufnr = args.buf })
  end,
})
-- Below the quote, so that the findings above it stay in sight.
vim.keymap.set('n', 'K', function()
  vim.lsp.buf.hover({ anchor_bias = 'below' })
end)
