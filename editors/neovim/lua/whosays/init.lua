-- What the standard requests leave open: starting the server on a Neovim older than 0.11, the client's half of the
-- code lens command, a piece for the status line. On 0.11 and later nobody has to call setup().
local M = {}

--- The config of lsp/whosays.lua, the one place that says how the server is started.
local function shipped()
  local file = vim.api.nvim_get_runtime_file('lsp/whosays.lua', false)[1]
  return file and dofile(file) or {}
end

local in_use -- the config of setup() before 0.11

--- The config a buffer's client is started with, for :checkhealth.
function M._config()
  return vim.lsp.enable and vim.lsp.config.whosays or in_use or shipped()
end

local function clients(buf)
  if vim.lsp.get_clients then
    return vim.lsp.get_clients({ bufnr = buf, name = 'whosays' })
  end
  return vim.tbl_filter(function(client)
    return client.name == 'whosays'
  end, vim.tbl_values(vim.lsp.buf_get_clients(buf)))
end

--- Any client of ours, for questions that are about the archive and not about a buffer.
function M._any()
  local all = vim.lsp.get_clients and vim.lsp.get_clients({ name = 'whosays' }) or vim.lsp.get_active_clients()
  return vim.tbl_filter(function(client)
    return client.name == 'whosays'
  end, all)[1]
end

--- The nearest folder above `path` that holds one of `markers`. Without one the file is read alone: a note in the home
--- folder must not make an archive of it.
local function root_of(path, markers)
  -- Markers stand in order of worth: a whosays.toml far up beats a .git close by.
  for _, marker in ipairs(markers or {}) do
    local dir, last = vim.fn.fnamemodify(path, ':p:h'), nil
    while dir ~= last do
      if vim.loop.fs_stat(dir .. '/' .. marker) then
        return dir
      end
      dir, last = vim.fn.fnamemodify(dir, ':h'), dir
    end
  end
end

--- Keys and options that 0.11 gives a buffer by itself when a server attaches.
local function on_attach(client, buf)
  vim.api.nvim_buf_set_option(buf, 'tagfunc', 'v:lua.vim.lsp.tagfunc')
  vim.api.nvim_buf_set_option(buf, 'omnifunc', 'v:lua.vim.lsp.omnifunc')
  if vim.fn.maparg('K', 'n') == '' then
    vim.api.nvim_buf_set_keymap(buf, 'n', 'K', '<Cmd>lua vim.lsp.buf.hover()<CR>', { noremap = true, silent = true })
  end
end

local started = {} -- root folder -> client id, where Neovim (0.7) does not share clients by itself

local function start(buf, config)
  local name = vim.api.nvim_buf_get_name(buf)
  if name == '' or vim.api.nvim_buf_get_option(buf, 'buftype') ~= '' or vim.fn.executable(config.cmd[1]) == 0 then
    return
  end
  config = vim.tbl_extend('force', config, { root_dir = config.root_dir or root_of(name, config.root_markers) })
  if vim.lsp.start then
    vim.api.nvim_buf_call(buf, function()
      vim.lsp.start(config)
    end)
    return
  end
  local key = config.root_dir or ''
  local id = started[key]
  if not (id and vim.lsp.get_client_by_id(id)) then
    id = vim.lsp.start_client(config)
    started[key] = id
  end
  if id then
    vim.lsp.buf_attach_client(buf, id)
  end
end

--- Starts the server for every article, on any Neovim from 0.7 on. `opts` goes over lsp/whosays.lua.
--- On 0.11 and later this is vim.lsp.config('whosays', opts) and vim.lsp.enable('whosays').
function M.setup(opts)
  opts = opts or {}
  if vim.lsp.enable then
    if next(opts) then
      vim.lsp.config('whosays', opts)
    end
    vim.lsp.enable('whosays')
    return
  end
  local config = vim.tbl_deep_extend('force', { name = 'whosays', on_attach = on_attach }, shipped(), opts)
  in_use = config
  local group = vim.api.nvim_create_augroup('whosays', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = config.filetypes,
    callback = function(args)
      start(args.buf, config)
    end,
  })
  -- Buffers that were there before the plugin was.
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buf) and vim.tbl_contains(config.filetypes, vim.api.nvim_buf_get_option(buf, 'filetype')) then
      start(buf, config)
    end
  end
end

--- The client command `whosays.showReferences` of the code lenses: arguments uri, position, locations.
--- One place is jumped to; several fill the quickfix list.
function M.show_references(command, ctx)
  local locations = (command.arguments or {})[3] or {}
  local client = ctx and ctx.client_id and vim.lsp.get_client_by_id(ctx.client_id)
  local encoding = client and client.offset_encoding or 'utf-16'
  if #locations == 0 then
    vim.notify('whosays: no other article has these words', vim.log.levels.INFO)
    return
  end
  if #locations == 1 then
    if vim.lsp.util.show_document then
      vim.lsp.util.show_document(locations[1], encoding, { focus = true })
    else
      vim.lsp.util.jump_to_location(locations[1], encoding)
    end
    return
  end
  local items = vim.lsp.util.locations_to_items(locations, encoding)
  vim.fn.setqflist({}, ' ', { title = command.title or 'whosays', items = items })
  vim.cmd('botright copen')
end

local short = {
  ['unsourced-figure'] = 'unsourced',
  ['vague-source'] = 'vague',
  ['altered-quote'] = 'altered',
  ['placeholder'] = 'open',
}
local order = { 'unsourced', 'vague', 'altered', 'open', 'other' }

--- For a status line: "3 unsourced, 1 vague", or "" where the server has nothing to say.
function M.status(buf)
  local counts = {}
  for _, item in ipairs(vim.diagnostic.get(buf or 0)) do
    if item.source == 'whosays' then
      local code = item.code or (((item.user_data or {}).lsp or {}).code)
      local word = short[code] or 'other'
      counts[word] = (counts[word] or 0) + 1
    end
  end
  local parts = {}
  for _, word in ipairs(order) do
    if counts[word] then
      parts[#parts + 1] = counts[word] .. ' ' .. word
    end
  end
  return table.concat(parts, ', ')
end

M._clients = clients -- for :checkhealth
return M
