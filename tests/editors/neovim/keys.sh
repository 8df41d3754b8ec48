#!/bin/bash
# Neovim on a real screen (tmux), driven by keys alone; what counts is what the screen shows.
# Needs NVIM, WHOSAYS_BIN, PLUGIN, WORKSPACE, TESTS and TMUX_TMPDIR from run.sh.
set -u
passed=0 failed=0
tries=$((${WHOSAYS_TEST_PATIENCE:-20000} / 100))
tmux=(tmux -L whosays -f /dev/null)
screen() { "${tmux[@]}" capture-pane -p; }
keys() { "${tmux[@]}" send-keys "$@"; }
result() {
  if [ "$1" = ok ]; then passed=$((passed + 1)); echo "ok   $2"; return; fi
  failed=$((failed + 1)); echo "FAIL $2"; screen | sed 's/^/     | /'
}
# see TEXT NAME: waits until the screen holds the text.
see() { for _ in $(seq "$tries"); do screen | grep -qF -- "$1" && { result ok "$2"; return; }; sleep 0.1; done; result fail "$2"; }
# more TEXT NAME KEYS..: sends the keys and waits until the screen holds the text once more than before.
more() {
  local text=$1 name=$2 before
  shift 2
  before=$(screen | grep -oF -- "$text" | wc -l)
  keys "$@"
  for _ in $(seq "$tries"); do
    [ "$(screen | grep -oF -- "$text" | wc -l)" -gt "$before" ] && { result ok "$name"; return; }
    sleep 0.1
  done
  result fail "$name"
}
trap '"${tmux[@]}" kill-server 2>/dev/null' EXIT

"${tmux[@]}" new-session -d -x 120 -y 40 "$NVIM -u $TESTS/init.lua $WORKSPACE/council.txt"
see "■" "findings stand beside the text"
keys "gg/350" Enter; sleep 0.3
more "350" "K on a figure opens a card" "K"
keys Escape Escape "gg/HBPA had" Enter; sleep 0.3
more "Harbour Bay Port Authority" "K on an acronym tells the organisation" "K"
keys Escape Escape "gg/Lindqvist will" Enter; sleep 0.3
more "Teresa Lindqvist" "K on a surname tells the person" "K"
keys Escape Escape "gg/patched" Enter; sleep 0.3
# Neovim gives a server one second for this key, and the archive may still be read: then it says E433, and a user presses again.
for _ in 1 2 3 4 5; do
  keys "C-]"
  for _ in $(seq 50); do screen | grep -qE 'letter from Mayor|E4[0-9][0-9]:' && break; sleep 0.1; done
  screen | grep -q 'E4[0-9][0-9]:' || break
  keys Enter; sleep 1
done
see "letter from Mayor Teresa Lindqvist to the harbour crews" "CTRL-] shows the letter"
keys "C-t"
see "Council Backs Ferry Plan After Long Night" "CTRL-T comes back"
keys "gg/patched" Enter; sleep 0.3; keys "grr"
see "[Quickfix List]" "grr opens a list of the articles with the same words"
see "rally.txt|" "the altered wording is in it"
keys ":cclose" Enter; sleep 0.2
keys "gO"
see "Council Backs Ferry Plan After Long Night" "gO outlines the article"
keys ":lclose" Enter ":cclose" Enter; sleep 0.2
keys ":lua vim.lsp.inlay_hint.enable(true)" Enter
see "Mar 12" "an inlay hint tells the date behind the weekday"
keys ":lua vim.lsp.inlay_hint.enable(false)" Enter
keys ":lua vim.lsp.codelens.refresh()" Enter
see "2 unsourced" "a lens counts above the headline"
keys "gg/patched" Enter; sleep 0.3
more "rally.txt|" "running the lens over a quotation lists who else prints it" ":lua vim.lsp.codelens.run()" Enter
keys ":cclose" Enter "gg/350" Enter; sleep 0.3
more "@lsp.type.number" ":Inspect tells the token of a figure" ":Inspect" Enter
keys Enter Escape
more "Teresa Lindqvist" "the people of the archive are found as symbols" ":lua vim.lsp.buf.workspace_symbol('lindq')" Enter
keys ":cclose" Enter; sleep 0.2
keys ":Whosays sources" Enter
see "no source: \$48 million" ":Whosays sources has what is unsourced on top"
keys Enter; sleep 0.3; keys ":lclose" Enter
keys ":Whosays summary" Enter
see "# Fact-check summary" ":Whosays summary opens a page"
keys "q"; sleep 0.3
keys ":b council.txt" Enter
keys "gg/350" Enter; sleep 0.3; keys "gra"
see "Code actions" "gra offers actions"
keys Escape; sleep 0.2; keys Enter Escape
keys ":e $WORKSPACE/rally.txt" Enter "gg/patched" Enter; sleep 0.3
see "■" "the altered quotation is flagged"
keys "gra"
see "Code actions" "gra offers actions for it"
keys "1" Enter
see "letter from Mayor Teresa Lindqvist" "and the first shows the other wording"
keys ":b rally.txt" Enter "gg/Petra" Enter; sleep 0.3; keys "grn"
see "New Name: Petra Maddox" "grn asks for the new name"
keys "C-u" "Petra Mattox" Enter
see "Mattox said the crews" "and writes it, in the short form too"
keys "u"
see "Maddox said the crews" "u takes it back"
keys ":e! $WORKSPACE/council.txt" Enter; sleep 0.3
keys "gg/350" Enter; sleep 0.3; keys "ccThe port authority said the old boats have cost 350 jobs on the waterfront." Escape ":w" Enter
for _ in $(seq 100); do grep -q '^The port authority said' "$WORKSPACE/council.txt" && break; sleep 0.1; done
if grep -q '^The port authority said' "$WORKSPACE/council.txt"; then result ok ":w writes the article"; else result fail ":w writes the article"; fi
for _ in $(seq "$tries"); do screen | grep -q '■' || break; sleep 0.1; done
if screen | grep -q '■'; then result fail "the findings went with the edit"; else result ok "the findings went with the edit"; fi
keys ":qa!" Enter
for _ in $(seq 100); do "${tmux[@]}" has-session 2>/dev/null || break; sleep 0.1; done
if "${tmux[@]}" has-session 2>/dev/null; then result fail "Neovim quits"; else result ok "Neovim quits"; fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
