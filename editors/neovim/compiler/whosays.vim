" Vim compiler file
" Compiler: whosays, the whole archive at once:  :compiler whosays | make
if exists('b:current_compiler')
  finish
endif
let b:current_compiler = 'whosays'

CompilerSet makeprg=whosays\ check\ --format\ quickfix
CompilerSet errorformat=%f:%l:%c:\ %t%*[a-z]:\ %m,%f:%l:%c:\ %m
