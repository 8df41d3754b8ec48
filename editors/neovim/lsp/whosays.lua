---@brief
---
--- A language server that reads plain-text news articles like a fact-checking editor.

-- Read by vim.lsp.enable('whosays') (Neovim 0.11 and later) and, for older versions, by lua/whosays/init.lua: plain data only.
---@type vim.lsp.Config
return {
  cmd = { 'whosays', 'lsp' },
  filetypes = { 'text', 'markdown', 'newsarticle' },
  root_markers = { 'whosays.toml', '.git' },
  settings = {},
}
