-- The vim syntax file: which group stands on which word. Runs on every Neovim.
local t = dofile(vim.env.TESTS .. '/lib.lua')
vim.opt.runtimepath:append(vim.env.PLUGIN)
vim.cmd('syntax on')

local function fill(lines)
  vim.cmd('enew!')
  vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
  vim.bo.filetype = 'newsarticle'
  vim.cmd('syntax sync fromstart')
end

--- The group of the first character of `needle` in line `lnum`.
local function group(lnum, needle, offset)
  local at = assert(vim.fn.getline(lnum):find(needle, 1, true), needle)
  return vim.fn.synIDattr(vim.fn.synID(lnum, at + (offset or 0), 1), 'name')
end
local function expect(lnum, needle, name, offset)
  local got = group(lnum, needle, offset)
  t.ok(got == name, ('%s is %s'):format(needle, name == '' and 'plain' or name), 'got ' .. got)
end

t.run(function()
  fill({
    'Advertisement',
    '',
    'Ferry fares rise 12 percent at “Old Quay”',
    '',
    'By Wilma Arkwright and J. B. Osei-Bonsu Aug. 28, 2009',
    '',
    'GULL POINT, Maine (Wire) — The ferry sank, and about 1,900 riders swam.',
    'Mayor Anna Brisk — who was there — wept, according to the log.',
    '“We heard ‘never’ [from them] … all 12 of us,” Osei said. “They told us.”',
    'It cost $2.1 billion, hundreds of crews, two-thirds lost, under 287(g), in 2009, at 9:30 a.m.',
    'The boat has TKTK berths [CHECK spelling] and Osei (CQ) sails; Bonsu (CQ?) rows.',
    '“First paragraph of a long quote.',
    '“Second paragraph.”',
    'A straight "one," of a 6" pipe and the workers\' "plan".',
    '“A quote left open.',
    '',
    'Plain text 350.',
    'Share this story',
    'Share prices fell.',
    'Photo: A. Osei / The Gull',
    'BRISK: We waited.',
    '> We sail at dawn.',
    'See https://gull.example/a?b=12 or the 17th boat, COVID-19.',
    'The United States said its stated goal holds in 26 states, but the log states that it won.',
    '###',
  })
  expect(1, 'Advertisement', 'newsFurniture')
  expect(3, 'Ferry', 'newsHeadlineNext')
  expect(3, '12 percent', 'newsFigure')
  expect(3, 'Old Quay', 'newsQuote')
  expect(5, 'By', 'newsByline')
  expect(5, 'Wilma', 'newsAuthor')
  expect(5, 'Aug. 28', 'newsDate')
  expect(7, 'GULL', 'newsDateline')
  expect(7, 'The ferry', '')
  expect(7, 'about', 'newsHedge')
  expect(7, '1,900', 'newsFigure')
  expect(8, 'Mayor', '')
  expect(8, 'according to', 'newsAttribution')
  expect(9, '“', 'newsQuoteMark')
  expect(9, 'never', 'newsQuoteIn')
  expect(9, '[from', 'newsInsertion')
  expect(9, '…', 'newsEllipsis')
  expect(9, '12', 'newsFigure')
  expect(9, 'said', 'newsAttribution')
  expect(9, 'told', 'newsQuote')
  expect(10, '$2.1', 'newsFigure')
  expect(10, 'billion', 'newsFigure')
  expect(10, 'hundreds of', 'newsFigure')
  expect(10, 'two-thirds', 'newsFigure')
  expect(10, '287(g)', 'newsStatute')
  expect(10, '2009', 'newsDate')
  expect(10, '9:30', 'newsTime')
  expect(11, 'TKTK', 'newsPlaceholder')
  expect(11, '[CHECK', 'newsPlaceholder')
  expect(11, '(CQ)', 'newsConfirmed')
  expect(11, '(CQ?)', 'newsPlaceholder')
  expect(12, 'First', 'newsQuote')
  expect(13, '“', 'newsQuoteMark')
  expect(13, 'Second', 'newsQuote')
  expect(14, 'A straight', '')
  expect(14, 'one', 'newsQuote')
  expect(14, 'pipe', '')
  expect(14, 'plan', 'newsQuote')
  expect(17, 'Plain', '')
  expect(17, '350', 'newsFigure')
  expect(18, 'Share', 'newsFurniture')
  expect(19, 'Share', '')
  expect(20, 'Photo', 'newsFurniture')
  expect(21, 'BRISK', 'newsSpeaker')
  expect(22, 'We sail', 'newsBlockQuote')
  expect(23, 'https', 'newsLink')
  expect(23, '17th', 'newsPlain')
  expect(23, 'COVID-19', '')
  expect(24, 'States', '')
  expect(24, 'said', 'newsAttribution')
  expect(24, 'stated', '')
  expect(24, 'states,', '')
  expect(24, 'states that', 'newsAttribution')
  expect(25, '###', 'newsEndMark')

  fill({ 'Crews Say ‘No’ to Mayor', '', 'The plan failed.' })
  expect(1, 'Crews', 'newsHeadline')
  expect(1, 'No', 'newsQuote')
  expect(3, 'The plan', '')
  fill({ 'A first line that ends like a sentence is a paragraph.' })
  expect(1, 'A first', '')
  fill({ '', '', 'A Headline After Empty Lines' })
  expect(3, 'A Headline', 'newsHeadlineNext')

  -- Any text is an article: long lines must not keep the editor busy.
  vim.o.synmaxcol = 0
  local slow = {}
  for _, piece in ipairs({ 'a', 'A ', '1,', '1.1 ', '“', '“‘', "'a ", '"a ', '[', '(', 'TK', '$1 ', 'two ', 'By A ', 'AB, C ', 'about ', 'a@', 'http://', '{>>', '.', '—', 'é', '\1' }) do
    local line = piece:rep(math.ceil(5000 / #piece))
    fill({ 'A headline', '', line, '', 'Plain' })
    local start = vim.loop.hrtime()
    vim.fn.synID(3, #line - 1, 1)
    vim.fn.synID(5, 1, 1)
    local ms = (vim.loop.hrtime() - start) / 1e6
    if ms > 3000 then
      slow[#slow + 1] = ('%q: %d ms'):format(piece, ms)
    end
    if vim.fn.synIDattr(vim.fn.synID(5, 1, 1), 'name') ~= '' then
      slow[#slow + 1] = ('%q runs over its paragraph'):format(piece)
    end
  end
  t.ok(#slow == 0, 'long lines are cheap', slow)
end)
