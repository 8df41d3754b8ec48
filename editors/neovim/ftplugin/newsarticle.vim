" Vim filetype plugin
" Language: plain-text news article
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

" One paragraph is often one line.
setlocal wrap linebreak
let b:undo_ftplugin = 'setlocal wrap< linebreak<'
