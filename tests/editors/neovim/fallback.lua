-- Neovim before 0.11: diagnostics, hover and definition through require('whosays').setup(), in UTF-16.
local t = dofile(vim.env.TESTS .. '/lib.lua')
local ok, eventually = t.ok, t.eventually

t.run(function()
  local buf = t.open('council.txt')
  eventually('the client attaches', function()
    local client = require('whosays')._clients(buf)[1]
    return client and client.server_capabilities and client.server_capabilities.hoverProvider
  end)
  local client = require('whosays')._clients(buf)[1]
  t.say('     encoding ' .. client.offset_encoding)
  eventually('the two figures nobody vouches for are flagged', function()
    local flagged = t.flagged(buf, 'unsourced-figure')
    return t.has(flagged, '350') and t.has(flagged, '$48 million')
  end, function()
    return vim.inspect(vim.diagnostic.get(buf))
  end)
  ok(require('whosays').status(buf):find('^2 unsourced'), 'the status line counts them', require('whosays').status(buf))

  t.on('350', 1)
  vim.cmd('normal K')
  eventually('K shows the card of a figure', function()
    local text = t.float()
    return text and text:find('350')
  end, function()
    return t.float() or 'no window'
  end)
  t.close_floats()
  t.on('Lindqvist will sign', 1)
  vim.lsp.buf.hover()
  eventually('hover on a surname tells the person', function()
    local text = t.float()
    return text and text:find('Teresa Lindqvist')
  end, function()
    return t.float() or 'no window'
  end)
  t.close_floats()

  t.jump('CTRL-] leads from a quote to the letter', 'We have patched', function()
    return vim.fn.expand('%:t') == 'letter.txt' and vim.fn.getline('.'):find('We have patched', 1, true) ~= nil
  end, function()
    return vim.fn.expand('%:t') .. ':' .. vim.fn.line('.')
  end)
  local letter = vim.api.nvim_get_current_buf()
  eventually('the second article has the same client', function()
    local other = require('whosays')._clients(letter)[1]
    return other and other.id == client.id
  end)

  -- The client command of the code lenses.
  local command = vim.lsp.commands['whosays.showReferences']
  local place = { uri = vim.uri_from_bufnr(buf), range = { start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 3 } } }
  local other = { uri = vim.uri_from_bufnr(letter), range = place.range }
  command({ title = 'quoted in 2 articles', command = 'whosays.showReferences', arguments = { place.uri, place.range.start, { place, other } } }, { client_id = client.id })
  ok(#vim.fn.getqflist() == 2 and vim.bo.buftype == 'quickfix', 'whosays.showReferences fills the quickfix list', vim.fn.getqflist())
  vim.cmd('cclose')
  command({ title = 'quoted once', command = 'whosays.showReferences', arguments = { place.uri, place.range.start, { place } } }, { client_id = client.id })
  ok(vim.api.nvim_get_current_buf() == buf and vim.fn.line('.') == 1, 'and jumps to a single place')

  vim.cmd('Whosays sources')
  eventually(':Whosays sources fills the location list, unsourced on top', function()
    local entry = vim.fn.getloclist(0)[1]
    return entry and entry.text:find('^no source: $48 million')
  end)
  vim.cmd('lclose')
  vim.cmd('Whosays summary')
  eventually(':Whosays summary opens a page', function()
    return vim.fn.getline(1):find('# Fact%-check summary')
  end)
  vim.cmd('only')
  vim.cmd('buffer ' .. buf)

  local line = t.line_of('350 jobs') - 1
  local text = vim.api.nvim_buf_get_lines(buf, line, line + 1, false)[1]
  vim.api.nvim_buf_set_lines(buf, line, line + 1, false, { 'The port authority said ' .. text:sub(1, 1):lower() .. text:sub(2) })
  eventually('an edit clears the findings', function()
    return #t.flagged(buf, 'unsourced-figure') == 0
  end)
  vim.cmd('set nomodified')

  vim.cmd('checkhealth whosays')
  local health = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  ok(health:find('found /', 1, true) and health:find('whosays %d') and health:find('reads /') and not health:find('ERROR'), ':checkhealth is content', health)
end)
