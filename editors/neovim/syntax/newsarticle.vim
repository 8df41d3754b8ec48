" Vim syntax file
" Language: plain-text news article
" The groups mirror the TextMate grammar (syntaxes/news.tmLanguage.json): what can be seen without knowing the article.

if exists('b:current_syntax')
  finish
endif

" >>> words (written by syntaxes/build.mjs)
let s:furniture = [
      \ 'Story continues below advertisement', 'More from this section', 'FOR IMMEDIATE RELEASE',
      \ 'Story continues below', 'All rights reserved.', 'Comments are closed.', 'Skip to main content',
      \ 'Email this article', 'More on this story', 'Print this article', 'Share this article', 'Share on Facebook',
      \ 'Sponsored content', 'Continue reading', 'Related articles', 'Related coverage', 'Share on Twitter',
      \ 'Share this story', 'Leave a comment', 'Related stories', 'Skip to content', 'Advertisements',
      \ 'Visual Overlay', 'Advertisement', 'Leave a reply', 'Subscribe now', 'View comments', 'Most popular',
      \ 'Supported by', 'Advertising', 'Back to top', 'Recommended', 'Top stories', 'Loading...', 'Share this',
      \ 'Copy link', 'Follow us', 'Most read', 'Read more', 'Sponsored', 'Subscribe', 'Bookmark', 'Comments',
      \ 'Facebook', 'Trending', 'Comment', 'Related', 'Sign in', 'Sign up', 'Listen', 'Search', 'Email', 'Print',
      \ 'Share', 'Tweet', 'Menu', 'Save',
      \ ]
let s:furniture_starts = [
      \ 'For more information:', 'Illustration by', 'Media contact:', 'Press contact:', 'Illustration:',
      \ 'Image credit:', 'Photo credit:', 'Photograph by', 'Filed under:', 'Photograph:', 'File photo', 'Read more:',
      \ 'Copyright', 'Photos by', 'Caption:', 'Contact:', 'Photo by', 'Read at:', 'Related:', 'Credit:', 'Topics:',
      \ 'Image:', 'Photo:', 'Tags:', '©',
      \ ]
let s:metadata = [
      \ 'Last updated', 'Published', 'Dateline', 'Headline', 'Subtitle', 'Section', 'Updated', 'Author', 'Byline',
      \ 'Posted', 'Title', 'Date', 'Slug',
      \ ]
let s:end_marks = [
      \ '- ENDS -', '- 30 -', '-ENDS-', '— 30 —', '(END)', '* * *', '[END]', '-30-', 'ENDS', '–30–', '###', '***',
      \ '---', '--',
      \ ]
let s:verbs = [
      \ 'acknowledged', 'acknowledges', 'complained', 'maintained', 'announced', 'announces', 'cautioned',
      \ 'commented', 'concluded', 'concludes', 'confirmed', 'contended', 'countered', 'disclosed', 'exclaimed',
      \ 'explained', 'maintains', 'predicted', 'responded', 'suggested', 'testified', 'testifies', 'whispered',
      \ 'admitted', 'affirmed', 'asserted', 'cautions', 'conceded', 'confirms', 'contends', 'declared', 'declares',
      \ 'demanded', 'explains', 'insisted', 'lamented', 'observed', 'observes', 'predicts', 'promised', 'recalled',
      \ 'remarked', 'repeated', 'reported', 'responds', 'retorted', 'revealed', 'stressed', 'stresses', 'suggests',
      \ 'alleged', 'alleges', 'asserts', 'boasted', 'claimed', 'insists', 'pledged', 'quipped', 'recalls', 'replied',
      \ 'replies', 'shouted', 'tweeted', 'admits', 'argued', 'argues', 'denied', 'denies', 'saying', 'stated',
      \ 'warned', 'writes', 'added', 'asked', 'joked', 'noted', 'tells', 'urged', 'urges', 'vowed', 'warns', 'wrote',
      \ 'adds', 'asks', 'said', 'says', 'told', 'vows', 'say',
      \ ]
let s:verbs_or_nouns = [
      \ 'reports', 'claims', 'states', 'notes',
      \ ]
let s:cues = [
      \ 'in an interview', 'in the words of', 'in a statement', 'according to', 'as quoted by',
      \ ]
let s:hedges = [
      \ 'approximately', 'no fewer than', 'an estimated', 'as little as', 'no less than', 'no more than',
      \ 'as many as', 'as much as', 'fewer than', 'just under', 'upwards of', 'as few as', 'just over', 'less than',
      \ 'more than', 'well over', 'at least', 'close to', 'at most', 'roughly', 'almost', 'around', 'nearly',
      \ 'about', 'under', 'up to', 'over', 'some',
      \ ]
let s:vague = [
      \ 'hundreds of thousands of', 'hundreds of millions of', 'tens of thousands of', 'tens of millions of',
      \ 'thousands of', 'trillions of', 'billions of', 'hundreds of', 'millions of', 'dozens of', 'scores of',
      \ ]
let s:ratios = [
      \ 'three-quarters', 'twice as many', 'twice as much', 'a quarter of', 'one in three', 'one in five',
      \ 'one in four', 'a third of', 'one in ten', 'quadrupled', 'two-fifths', 'two-thirds', 'eightfold',
      \ 'sevenfold', 'threefold', 'doubling', 'fivefold', 'fourfold', 'ninefold', 'tripling', 'doubled', 'half of',
      \ 'sixfold', 'tenfold', 'tripled', 'twofold', 'halved',
      \ ]
let s:units = [
      \ 'eight', 'seven', 'three', 'five', 'four', 'nine', 'six', 'two',
      \ ]
let s:numbers = [
      \ 'seventeen', 'eighteen', 'fourteen', 'nineteen', 'thirteen', 'fifteen', 'seventy', 'sixteen', 'eighty',
      \ 'eleven', 'ninety', 'thirty', 'twelve', 'twenty', 'fifty', 'forty', 'sixty', 'ten',
      \ ]
let s:scales = [
      \ 'thousand', 'trillion', 'billion', 'hundred', 'million', 'dozen',
      \ ]
let s:short_scales = [
      \ 'bn', 'mn', 'tn', 'k', 'm',
      \ ]
let s:percent = [
      \ 'percentage points', 'percentage point', 'per cent', 'percent',
      \ ]
let s:months = [
      \ 'September', 'December', 'February', 'November', 'January', 'October', 'August', 'April', 'March', 'Sept.',
      \ 'Apr.', 'Aug.', 'Dec.', 'Feb.', 'Jan.', 'Jul.', 'July', 'Jun.', 'June', 'Mar.', 'Nov.', 'Oct.', 'Sep.',
      \ 'Sept', 'Apr', 'Aug', 'Dec', 'Feb', 'Jan', 'Jul', 'Jun', 'Mar', 'May', 'Nov', 'Oct', 'Sep',
      \ ]
let s:placeholders = [
      \ 'FACT CHECK', 'FACT-CHECK', 'SOURCE?', 'SOURCE', 'VERIFY', 'CHECK', 'CHK', 'CQ?', 'TK',
      \ ]
" <<< words

" An alternation of literal words for a magic pattern. The lists stand longest first.
function! s:any(...) abort
  let words = []
  for list in a:000
    let words += map(copy(list), 'substitute(escape(v:val, ''\.*[]^$~/''), " ", "[ \u00a0]", "g")')
  endfor
  return '\%(' . join(words, '\|') . '\)'
endfunction

" The same words with a small or a capital first letter: 'According to' opens a sentence.
function! s:either(...) abort
  let words = []
  for list in a:000
    for item in list
      let words += [item, toupper(item[0]) . item[1:]]
    endfor
  endfor
  return s:any(words)
endfunction

syntax case match
syntax spell toplevel

let s:furniture_line = '\%(' . s:any(s:furniture) . '\|' . s:any(s:furniture_starts) . '.*\)\s*$'
let s:key = s:any(s:metadata) . '\s\?:'
let s:digits = '\d\+\%([.,]\d\+\)\{,9}'
let s:scale = '\%(\%([ \u00a0-]\?' . s:any(s:scales) . 's\?\|' . s:any(s:short_scales) . '\)\>\)'
let s:word = '\%(' . s:either(s:numbers) . '\%(-\%(one\|' . s:any(s:units) . '\)\)\?\|' . s:either(s:units) . '\)'
let s:month = s:any(s:months)

" Figures. A later item wins where two begin at the same place, so the exceptions stand below.
execute 'syntax match newsFigure /\<' . s:word . '\%([ \u00a0]' . s:any(s:scales) . '\>\)*\>/'
execute 'syntax match newsFigure /\<[Aa]n\? ' . s:any(s:scales) . '\>/'
execute 'syntax match newsFigure /\<' . s:either(s:vague, s:ratios) . '\>/'
execute 'syntax match newsFigure /\%(\k\|[.,]\)\@1<!' . s:digits . s:scale . '\?/'
execute 'syntax match newsFigure /\%(\<\u\{1,3}\)\?[$€£¥₹₩]\s\?' . s:digits . s:scale . '\?/'
execute 'syntax match newsFigure /\%(\k\|[.,]\)\@1<!' . s:digits . '\%(\s\?%\|[- ]' . s:any(s:percent) . '\>\)/'
execute 'syntax match newsFigure /\<' . s:word . '[- ]' . s:any(s:percent) . '\>/'
execute 'syntax match newsHedge /\<' . s:either(s:hedges) . '\>\ze[ \u00a0]\%(\u\{,3}[$€£¥₹₩]\|\d\|' . s:word . '\>\|' . s:either(s:vague, s:ratios) . '\)/'
syntax match newsPlain /\<\d\+\%(st\|nd\|rd\|th\)\>/
syntax match newsPlain /\<\a\+\d\k*/
syntax match newsDate /\<\%(1[5-9]\|20\)\d\d\%([-–]\d\d\%(\d\d\)\?\)\?s\?\>\%([.,]\d\| \?%\| percent\| per\| million\| billion\)\@!/
execute 'syntax match newsDate /\<\d\{1,2}\%(st\|nd\|rd\|th\)\? ' . s:month . '\%(,\? \d\{4}\>\)\?/'
execute 'syntax match newsDate /\<' . s:month . '\%( \d\{1,2}\%(st\|nd\|rd\|th\)\?\>\%(,\? \d\{4}\>\)\?\|,\? \d\{4}\>\)/'
syntax match newsDate /\<\d\{4}-\d\d-\d\d\>/
syntax match newsTime /\<\d\{1,2}\%(:\d\d\%( \?[ap]\.\?m\>\.\?\)\?\| \?[ap]\.\?m\>\.\?\)/
syntax match newsStatute /\<\d\+\%((\w\{1,4})\)\+/
syntax match newsStatute /\<\%(Title\|[Ss]ection\|Sec\.\|Article\|Chapter\|Act\|Proposition\|Bill\|H\.R\.\|S\.\) \?\d\+\a\?\%((\w\{1,4})\)*/
syntax match newsLink +\<\%(https\?://\|www\.\)[^[:space:]<>"“”«»]\++ contains=@NoSpell
syntax match newsLink /\<[[:alnum:]_.+-]\+@[[:alnum:]_-]\+\%(\.[[:alnum:]_-]\+\)\+/ contains=@NoSpell
syntax cluster newsNumbers contains=newsFigure,newsHedge,newsPlain,newsDate,newsTime,newsStatute,newsLink

" Verbs in small letters only: not 'United States'. After a determiner stands a noun or a participle ('its stated goals'), and what
" is more often a noun counts only before what is said ('26 states', but 'the letter states that').
let s:determiner = '\%(\%([’'']s\|\<\%([Tt]he\|[Tt]heir\|[Ii]ts\|[Hh]is\|[Hh]er\|[Oo]ur\|[Aa]n\?\)\)\s\)\@8<!'
execute 'syntax match newsAttribution /\<' . s:either(s:cues) . '\>/'
execute 'syntax match newsAttribution /' . s:determiner . '\<' . s:any(s:verbs) . '\>/'
execute 'syntax match newsAttribution /' . s:determiner . '\<' . s:any(s:verbs_or_nouns) . '\>\ze\%(\sthat\>\|:\|,\?\s["“]\)/'

" Marks a desk leaves in its copy.
execute 'syntax match newsPlaceholder /[(\[]' . s:any(s:placeholders) . '\k\@![^()\[\]]*[)\]]/'
syntax match newsPlaceholder /[(\[]?\{1,3}[)\]]/
syntax match newsPlaceholder /\<\%(\%(TK\)\{1,4}\|X\{3,8}\)\>/
syntax match newsConfirmed /(CQ)\|\[CQ\]\|\<CQ\>/
syntax region newsComment start=/{>>/ end=/<<}/ end=/^\s*$/ keepend
syntax cluster newsMarks contains=newsPlaceholder,newsConfirmed,newsComment

" A quote ends with its mark, with the paragraph, or where the next paragraph opens its own mark.
syntax match newsInsertion /\[[^\[\]]\+\]/ contained
syntax match newsEllipsis /…\|\.\.\.\+\|\. \. \./ contained
syntax cluster newsInQuote contains=newsInsertion,newsEllipsis,@newsMarks,@newsNumbers,@Spell
let s:end = ' end=/^\s*$/me=s-1 end=/^\ze\s*["“„«]/me=s-1 keepend contains=@newsInQuote,newsQuoteIn'
execute 'syntax region newsQuote matchgroup=newsQuoteMark start=/“/ end=/”/' . s:end
execute 'syntax region newsQuote matchgroup=newsQuoteMark start=/„/ end=/[“”]/' . s:end
execute 'syntax region newsQuote matchgroup=newsQuoteMark start=/«/ end=/»/' . s:end
execute 'syntax region newsQuote matchgroup=newsQuoteMark start=/\k\@1<!"\ze\S/ end=/"\k\@!/' . s:end
execute "syntax region newsQuote matchgroup=newsQuoteMark start=/\\%(\\k\\|'\\)\\@1<!''\\ze[^'[:space:]]/ end=/''/" . s:end
" An apostrophe is a single mark too: a single quote is one only when its other end stands in the same line.
let s:single = '\%(\d\ds\?\|bout\|cause\|em\|n\|round\|til\|tis\|twas\)\>\)\@!'
execute 'syntax region newsQuote matchgroup=newsQuoteMark oneline start=/\k\@1<!‘\%(' . s:single . '\ze\S/ end=/’\k\@!/ contains=@newsInQuote,newsDoubleIn'
execute 'syntax region newsQuoteIn matchgroup=newsQuoteMark oneline contained start=/\k\@1<!‘\%(' . s:single . '\ze\S/ end=/’\k\@!/ contains=@newsInQuote'
execute 'syntax region newsQuote matchgroup=newsQuoteMark oneline start=/\%(\k\|''\)\@1<!''\%(' . s:single . '\ze[^''[:space:]]/ end=/[^''"[:space:]]\@1<=''\k\@!/ contains=@newsInQuote,newsDoubleIn'
execute 'syntax region newsQuoteIn matchgroup=newsQuoteMark oneline contained start=/\%(\k\|''\)\@1<!''\%(' . s:single . '\ze[^''[:space:]]/ end=/[^''"[:space:]]\@1<=''\k\@!/ contains=@newsInQuote'
syntax region newsDoubleIn matchgroup=newsQuoteMark oneline contained start=/“/ end=/”/ contains=@newsInQuote
syntax region newsDoubleIn matchgroup=newsQuoteMark oneline contained start=/\k\@1<!"\ze\S/ end=/"\k\@!/ contains=@newsInQuote

" Lines with a part to play.
syntax region newsBlockQuote start=/^ \{,3}>/ end=/$/ oneline keepend contains=@newsMarks,newsQuote,@newsNumbers,@Spell
syntax match newsHeadline /^#\{1,6}\s\+\S.*$/ contains=@newsMarks,newsQuote,@newsNumbers,@Spell
" The headline is the first line that is no furniture, unless it reads like a paragraph.
let s:date_line = '\%(' . s:month . ' \d\{1,2},\? \d\{4}\|\d\{1,2} ' . s:month . ',\? \d\{4}\|\d\{4}-\d\d-\d\d\)\s*'
let s:headline = '\%(\s\|$\|\%(By\|BY\)\s\+\u\|' . s:date_line . '$\)\@!\S.*\%([.,;:]\@1<!\|\u\.\)\%<220v$/'
execute 'syntax match newsHeadline /\%^' . s:headline . ' contains=@newsMarks,newsQuote,@newsNumbers,@Spell'
syntax match newsSpeaker /^\s*\zs\u\%([[:upper:].’'-]\+\%( [[:upper:].’'-]\+\)\{,4}\)\?:\ze\s/
" Capitals, or a state, or an agency in brackets: 'Mayor Teresa Lindqvist — ' opens a sentence.
let s:place_end = '\%(,\? ' . s:month . '\%( \d\{1,2}\)\?\)\?\%( ([^()]\+)\)\?\s*\%(—\|–\|--\|-\)\ze\s/'
execute 'syntax match newsDateline /^\s*\u[[:upper:].’'']\+\%([ -][[:upper:].’'']\+\)\{,4}\%(, \u[[:alpha:].]*\%( \u[[:alpha:].]*\)\{,2}\)\?' . s:place_end
execute 'syntax match newsDateline /^\s*\u[[:alpha:].’'']\+\%([ -]\u[[:alpha:].’'']\+\)\{,3}\%(, \u[[:alpha:].]*\%( \u[[:alpha:].]*\)\{,2}\|\ze ([[:upper:]]\)' . s:place_end
let s:name = '\%(\u[[:alpha:].''’-]*\|and\|with\|de\|da\|del\|der\|van\|von\|la\|le\|bin\|al\|&\)'
execute 'syntax match newsAuthor /' . s:name . '\%(,\? \%(' . s:month . ' \)\@!' . s:name . '\)*/ contained nextgroup=@newsNumbers'
execute 'syntax match newsByline /^\s*\%(By\|BY\)\s\+\ze\u[[:alpha:].''’-]*\%(,\? \%(' . s:month . ' \)\@!' . s:name . '\)*\%($\|\s*[,;|–—]\|\s\+' . s:month . '\s\)/ nextgroup=newsAuthor'
execute 'syntax match newsMetadata /\c^\s*\zs' . s:key . '/'
execute 'syntax match newsFurniture /\c^\s*\zs' . s:furniture_line . '/ contains=newsLink'
execute 'syntax match newsEndMark /^\s*\zs' . s:any(s:end_marks) . '\s*$/'

" The same where furniture stands above it.
execute 'syntax match newsTop /\c\%^\%(\s*\%(' . s:any(s:furniture) . '\s*\|' . s:any(s:furniture_starts) . '.*\|' . s:key . '.*\|' . s:date_line . '\)\?\n\)\+/ contains=newsFurniture,newsMetadata,newsDate nextgroup=newsHeadlineNext'
execute 'syntax match newsHeadlineNext /' . s:headline . ' contained contains=@newsMarks,newsQuote,@newsNumbers,@Spell'
syntax sync match newsParagraph grouphere NONE /^\s*$/
syntax sync minlines=20 maxlines=200

highlight default link newsHeadline Title
highlight default link newsHeadlineNext newsHeadline
highlight default link newsByline Keyword
highlight default link newsAuthor Identifier
highlight default link newsDateline Label
highlight default link newsMetadata PreProc
highlight default link newsSpeaker Identifier
highlight default link newsFurniture Comment
highlight default link newsEndMark Comment
highlight default link newsFigure Number
highlight default link newsHedge StorageClass
highlight default link newsDate Constant
highlight default link newsTime Constant
highlight default link newsStatute Constant
highlight default link newsLink Underlined
highlight default link newsQuote String
highlight default link newsQuoteIn newsQuote
highlight default link newsDoubleIn newsQuote
highlight default link newsQuoteMark Delimiter
highlight default link newsInsertion Special
highlight default link newsEllipsis Special
highlight default link newsBlockQuote String
highlight default link newsAttribution Statement
highlight default link newsPlaceholder Todo
highlight default link newsConfirmed SpecialComment
highlight default link newsComment Comment

delfunction s:any
delfunction s:either
let b:current_syntax = 'newsarticle'
