" Vim compiler file
" Compiler: whosays, the whole archive at once:  :compiler whosays | make
if exists('b:current_compiler')
  finish
endif
let b:current_compiler = 'whosays'

CompilerSet makeprg=whosays\ check\ --format\ quickfix
" Columns are characters, which %v counts; %c would count bytes and stand left of the place after a dash or a curly quote.
CompilerSet errorformat=%f:%l:%v:\ %t%*[a-z]:\ %m
