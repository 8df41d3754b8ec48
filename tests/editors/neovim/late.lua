-- The plugin comes after the articles are open, as a plugin manager that loads late (lazy.nvim and the like) brings it: the folder
-- is put on 'runtimepath', its plugin/ files are sourced, and then its config function runs.
local t = dofile(vim.env.TESTS .. '/lib.lua')

-- After the start, as lazy loading is: Neovim visits open buffers only then.
local function test()
  vim.opt.swapfile = false
  vim.cmd('filetype plugin on')
  local buf = t.open('council.txt')
  t.ok(vim.fn.exists(':Whosays') == 0, 'nothing is there before')
  vim.opt.runtimepath:append(vim.env.PLUGIN)
  vim.cmd('runtime! plugin/whosays.lua ftdetect/newsarticle.lua')
  vim.lsp.config('whosays', { cmd = { vim.env.WHOSAYS_BIN, 'lsp' } })
  vim.lsp.enable('whosays')
  t.eventually('an article that was open before has its findings', function()
    return #t.flagged(buf, 'unsourced-figure') == 2
  end)
  t.ok(vim.fn.exists(':Whosays') == 2, 'and :Whosays is there')
  t.ok(vim.lsp.commands['whosays.showReferences'], 'and so is the command of the lenses')
end

vim.api.nvim_create_autocmd('VimEnter', {
  callback = function()
    vim.schedule(function()
      t.run(test)
    end)
  end,
})
