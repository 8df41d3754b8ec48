-- The three lines of the README, in a bare Neovim 0.11 or later.
vim.opt.swapfile = false
vim.opt.shadafile = 'NONE'
vim.opt.runtimepath:append(vim.env.PLUGIN)
if vim.env.WHOSAYS_BIN then
  vim.lsp.config('whosays', { cmd = { vim.env.WHOSAYS_BIN, 'lsp' } })
end
vim.lsp.enable('whosays')
vim.diagnostic.config({ virtual_text = true })
