-- :checkhealth whosays
local M = {}

local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local error = health.error or health.report_error
local info = health.info or health.report_info

function M.check()
  start('whosays: the server')
  local cmd = require('whosays')._config().cmd
  if type(cmd) ~= 'table' then
    error('no command for the server', { "is the folder with lsp/whosays.lua on 'runtimepath'?" })
    return
  end
  local path = vim.fn.exepath(cmd[1])
  if path == '' then
    error(cmd[1] .. ' is not on $PATH', {
      'put the binary on $PATH, or name it:',
      "vim.lsp.config('whosays', { cmd = { '/path/to/whosays', 'lsp' } })",
    })
  else
    ok('found ' .. path)
    local version = vim.fn.system({ path, '--version' })
    if vim.v.shell_error == 0 then
      ok(vim.trim(version))
    else
      error(path .. ' --version failed', { vim.trim(version) })
    end
  end

  start('whosays: the editor')
  if vim.lsp.enable then
    ok("Neovim starts the server itself: vim.lsp.enable('whosays')")
    if vim.lsp.is_enabled and not vim.lsp.is_enabled('whosays') then
      warn('not enabled', { "add vim.lsp.enable('whosays') to your init.lua" })
    end
  elseif vim.lsp.commands then
    ok("this Neovim needs require('whosays').setup() in its init file")
  else
    error('Neovim 0.7 or later is needed')
  end
  if vim.lsp.commands and vim.lsp.commands['whosays.showReferences'] then
    ok('the code lenses open their list')
  else
    warn('plugin/whosays.lua was not loaded: code lenses cannot open their list')
  end

  start('whosays: the session')
  local seen = {}
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buf) then
      for _, client in ipairs(require('whosays')._clients(buf)) do
        seen[client.id] = seen[client.id] or { client = client, buffers = 0 }
        seen[client.id].buffers = seen[client.id].buffers + 1
      end
    end
  end
  local ids = vim.tbl_keys(seen)
  table.sort(ids)
  for _, id in ipairs(ids) do
    local client = seen[id].client
    local server = client.server_info and client.server_info.version and (' ' .. client.server_info.version) or ''
    local root = client.root_dir or (client.config and client.config.root_dir) or 'no folder'
    ok(('client %d%s reads %s: %d buffer(s), %s'):format(id, server, root, seen[id].buffers, client.offset_encoding or '?'))
  end
  if #ids == 0 then
    info('no client is attached: open an article (a .txt or .md file)')
  end
end

return M
