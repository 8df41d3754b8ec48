-- Neovim before 0.11: setup() in place of vim.lsp.enable.
vim.opt.swapfile = false
vim.opt.shadafile = 'NONE'
vim.cmd('filetype plugin on | syntax on')
vim.opt.runtimepath:append(vim.env.PLUGIN)
if vim.env.PRETEND_OLD then
  vim.lsp.enable = nil -- as 0.8 to 0.10: vim.lsp.start is there, vim.lsp.enable is not
end
require('whosays').setup({ cmd = { vim.env.WHOSAYS_BIN or 'whosays', 'lsp' } })
