-- What the tests share. Runs on Neovim 0.7 and later.
local M = { passed = 0, failed = 0 }
-- A condition is polled, so only a failure waits that long.
local PATIENCE = tonumber(vim.env.WHOSAYS_TEST_PATIENCE or 20000) -- ms

function M.say(line)
  io.stdout:write(line .. '\n')
end

function M.ok(condition, name, detail)
  if condition then
    M.passed = M.passed + 1
    M.say('ok   ' .. name)
  else
    M.failed = M.failed + 1
    M.say('FAIL ' .. name .. (detail ~= nil and ('\n     ' .. (type(detail) == 'string' and detail or vim.inspect(detail)):gsub('\n', '\n     ')) or ''))
  end
  return condition
end

--- Waits for `condition` to hold. `detail` is called for the message when it never does.
function M.eventually(name, condition, detail)
  local good, value = pcall(vim.wait, PATIENCE, condition, 20)
  return M.ok(good and value, name, not (good and value) and (not good and tostring(value) or detail and detail()) or nil)
end

function M.open(name)
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.WORKSPACE .. '/' .. name))
  return vim.api.nvim_get_current_buf()
end

--- CTRL-] on `needle` until `condition` holds. Neovim gives a server one second for it, and the archive may still be read:
--- a user would press again too.
function M.jump(name, needle, condition, detail)
  local from, arrived = vim.api.nvim_get_current_buf(), false
  for _ = 1, 10 do
    if vim.api.nvim_get_current_buf() == from then
      M.on(needle, 5)
      pcall(vim.cmd, 'normal! \29')
    end
    arrived = vim.wait(PATIENCE / 10, condition, 20)
    if arrived then
      break
    end
  end
  return M.ok(arrived, name, not arrived and detail() or nil)
end

--- Puts the cursor on the first character of `needle` (plus `offset` bytes) and returns its line and column.
function M.on(needle, offset)
  for lnum, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local at = line:find(needle, 1, true)
    if at then
      vim.api.nvim_win_set_cursor(0, { lnum, at - 1 + (offset or 0) })
      return lnum, at - 1 + (offset or 0)
    end
  end
  error('not in the buffer: ' .. needle)
end

function M.line_of(needle)
  for lnum, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:find(needle, 1, true) then
      return lnum
    end
  end
  error('not in the buffer: ' .. needle)
end

function M.code(diagnostic)
  return diagnostic.code or (((diagnostic.user_data or {}).lsp or {}).code)
end

--- The words that diagnostics of one code stand on.
function M.flagged(buf, code)
  local words = {}
  for _, d in ipairs(vim.diagnostic.get(buf)) do
    if M.code(d) == code and d.source == 'whosays' then
      local line = vim.api.nvim_buf_get_lines(buf, d.lnum, d.lnum + 1, false)[1] or ''
      words[#words + 1] = line:sub(d.col + 1, d.end_col)
    end
  end
  return words
end

function M.has(list, item)
  for _, other in ipairs(list) do
    if other == item then
      return true
    end
  end
  return false
end

--- The text of the floating window, or nil.
function M.float()
  for _, win in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(win).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(win), 0, -1, false), '\n'), win
    end
  end
end

function M.close_floats()
  for _, win in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_is_valid(win) and vim.api.nvim_win_get_config(win).relative ~= '' then
      vim.api.nvim_win_close(win, true)
    end
  end
end

--- Runs the test, prints the count, and leaves with 0 or 1. Children's ids go to $PIDS so that run.sh can see them end.
function M.run(test)
  local good, message = xpcall(test, debug.traceback)
  if not good then
    M.failed = M.failed + 1
    M.say('ERROR ' .. tostring(message))
  end
  if vim.env.PIDS then
    vim.fn.writefile(vim.tbl_map(tostring, vim.api.nvim_get_proc_children(vim.fn.getpid())), vim.env.PIDS)
  end
  M.say(('%d passed, %d failed'):format(M.passed, M.failed))
  vim.cmd(M.failed == 0 and 'qall!' or 'cquit 1')
end

return M
