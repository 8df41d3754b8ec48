-- :Whosays {what}: thin wrappers of what the server offers beyond the standard requests (docs/commands.md). Runs on Neovim 0.7
-- and later; nothing here is needed for diagnostics, hover, jumps and the rest.
local M = {}

local function tell(words, level)
  vim.notify('whosays: ' .. words, level or vim.log.levels.INFO)
end

--- Asks the server of a buffer, or any that runs, and calls `done(result, client)` with its answer.
local function ask(buf, command, argument, done)
  local client = require('whosays')._clients(buf)[1] or require('whosays')._any()
  if not client then
    tell('no server is attached; :checkhealth whosays tells why', vim.log.levels.WARN)
    return
  end
  local function answered(err, result)
    if err then
      tell(err.message or vim.inspect(err), vim.log.levels.ERROR)
    else
      done(result, client)
    end
  end
  local params = { command = command, arguments = { argument } }
  if vim.fn.has('nvim-0.11') == 1 then
    client:request('workspace/executeCommand', params, answered, buf)
  else
    client.request('workspace/executeCommand', params, answered, buf)
  end
end

--- One item of a list; one at a time, because Neovim sorts what it converts, and this order is the point.
local function item(uri, range, client, text, type)
  local converted = vim.lsp.util.locations_to_items({ { uri = uri, range = range } }, client.offset_encoding)[1]
  return vim.tbl_extend('force', converted, { text = text, type = type })
end

local unnamed = { unsourced = 'no source', context = 'the text around' }

--- The location list of a window: who stands behind what in its article, and on top what nobody stands behind.
function M.sources()
  local buf, win = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  ask(buf, 'whosays.sources', vim.uri_from_bufnr(buf), function(tree, client)
    if not tree or tree == vim.NIL then
      tell('this buffer is no article')
      return
    end
    local items = {}
    for _, source in ipairs(tree.sources) do
      local name = source.name ~= '' and source.name or unnamed[source.kind] or 'nobody named'
      for _, claim in ipairs(source.claims) do
        local words = claim.kind == 'quote' and ('“' .. claim.words .. '”') or claim.words
        local text = ('%s: %s%s'):format(name, words, claim.sentence ~= '' and ('  ' .. claim.sentence) or '')
        items[#items + 1] = item(tree.uri, claim.range, client, text, source.kind == 'unsourced' and 'W' or 'I')
      end
    end
    if #items == 0 then
      tell('no figures or quotations here want a source')
      return
    end
    vim.fn.setloclist(win, {}, ' ', { title = ('whosays sources, %d unsourced'):format(tree.unsourced), items = items })
    vim.api.nvim_win_call(win, function()
      vim.cmd('lopen')
    end)
  end)
end

--- The fact-check summary beside the article. <CR> on a line with a link jumps there, q closes.
function M.summary()
  local buf = vim.api.nvim_get_current_buf()
  local name = vim.fn.expand('%:t')
  ask(buf, 'whosays.summary', vim.uri_from_bufnr(buf), function(markdown)
    if not markdown or markdown == vim.NIL then
      tell('this buffer is no article')
      return
    end
    local title = 'whosays://' .. name
    local page = vim.fn.bufnr('^' .. vim.fn.escape(title, '\\.*[]~') .. '$')
    if page == -1 then
      page = vim.api.nvim_create_buf(false, true)
      vim.api.nvim_buf_set_name(page, title)
    end
    vim.api.nvim_buf_set_option(page, 'modifiable', true)
    vim.api.nvim_buf_set_lines(page, 0, -1, false, vim.split(markdown, '\n'))
    vim.api.nvim_buf_set_option(page, 'modifiable', false)
    -- Not of a file, so that no server reads it as one more article.
    vim.api.nvim_buf_set_option(page, 'buftype', 'nofile')
    vim.api.nvim_buf_set_option(page, 'bufhidden', 'wipe')
    vim.api.nvim_buf_set_option(page, 'filetype', 'markdown')
    vim.cmd('vertical sbuffer ' .. page)
    vim.api.nvim_buf_set_keymap(page, 'n', 'q', '<Cmd>close<CR>', { noremap = true, silent = true })
    vim.api.nvim_buf_set_keymap(page, 'n', '<CR>', "<Cmd>lua require('whosays.commands').follow()<CR>", { noremap = true, silent = true })
  end)
end

--- Jumps to the first file that the line under the cursor links to, in the window before.
function M.follow()
  local uri, line = vim.api.nvim_get_current_line():match('%((file:[^)]+)#L(%d+)%)')
  if not uri then
    return
  end
  vim.cmd('wincmd p')
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.fn.fnamemodify(vim.uri_to_fname(uri), ':.')))
  vim.api.nvim_win_set_cursor(0, { math.min(tonumber(line), vim.api.nvim_buf_line_count(0)), 0 })
end

--- The quickfix list: the archive's people and organisations whose name holds `query`, those in most articles first.
function M.people(query)
  ask(vim.api.nvim_get_current_buf(), 'whosays.people', { query = query or '', limit = 500 }, function(page)
    local items = {}
    for _, one in ipairs(page.items) do
      local place = one.places[1]
      if place then
        local what = one.offices[1] or one.kind
        local text = ('%s, %s, %d article%s'):format(one.name, what, one.articles, one.articles == 1 and '' or 's')
        items[#items + 1] = { filename = vim.uri_to_fname(place.uri), lnum = place.line + 1, col = 1, text = text, type = 'I' }
      end
    end
    if #items == 0 then
      tell(('nobody in %d articles is called so'):format(page.articles))
      return
    end
    vim.fn.setqflist({}, ' ', { title = 'whosays people', items = items })
    vim.cmd('botright copen')
  end)
end

--- Reads the settings and all articles again.
function M.reindex()
  ask(vim.api.nvim_get_current_buf(), 'whosays.reindex', nil, function()
    tell('the articles are read again')
  end)
end

local all = { 'people', 'reindex', 'sources', 'summary' }

--- :Whosays {what} [words]
function M.run(args)
  local what, words = args.args:match('^(%S+)%s*(.-)$')
  if not vim.tbl_contains(all, what) then
    tell(('there is %s, but no %s'):format(table.concat(all, ', '), tostring(what)), vim.log.levels.ERROR)
    return
  end
  M[what](words)
end

function M.complete(lead, line)
  if line:match('^%s*%S+%s+%S*$') then
    return vim.tbl_filter(function(name)
      return vim.startswith(name, lead)
    end, all)
  end
  return {}
end

return M
