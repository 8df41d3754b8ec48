-- A .news file is an article. So is a text file below a whosays.toml: there the folder says that it is an archive.
if vim.filetype and vim.filetype.add and vim.fn.has('nvim-0.8') == 1 then
  local function article_below_settings(path)
    if path ~= '' and vim.fs.find('whosays.toml', { path = vim.fs.dirname(path), upward = true, type = 'file' })[1] then
      return 'newsarticle'
    end
  end
  vim.filetype.add({
    extension = { news = 'newsarticle' },
    pattern = { ['.*%.te?xt'] = { article_below_settings, { priority = 10 } } },
  })
else
  vim.cmd([[
    autocmd BufNewFile,BufRead *.news setfiletype newsarticle
    autocmd BufNewFile,BufRead *.txt,*.text if findfile('whosays.toml', expand('<afile>:p:h') . ';') !=# '' | set filetype=newsarticle | endif
  ]])
end
