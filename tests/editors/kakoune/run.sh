#!/bin/bash
# The configuration of editors/kakoune against the real server: Kakoune on a screen (tmux), driven by keys.
# Only where `kak` and `kak-lsp` are installed: no distribution has the latter, and building it takes longer than all other tests.
#   WHOSAYS_BIN   the server; default target/release/whosays
set -u
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../../.." && pwd)
WHOSAYS_BIN=${WHOSAYS_BIN:-$repository/target/release/whosays}
if [ ! -x "$WHOSAYS_BIN" ]; then echo "no server at $WHOSAYS_BIN: cargo build --release, or set WHOSAYS_BIN" >&2; exit 2; fi
for program in kak kak-lsp tmux; do
  command -v $program >/dev/null || { echo "SKIPPED: $program is not installed (kak-lsp: cargo install kak-lsp)" >&2; exit 0; }
done

home=$(mktemp -d)
tmux=(tmux -L "whosays-kak-$$" -f /dev/null)
screen() { "${tmux[@]}" capture-pane -p; }
keys() { "${tmux[@]}" send-keys "$@"; }
# Kakoune and kak-lsp are servers of their own that outlive the screen.
end() {
  keys Escape ":lsp-stop" Enter 2>/dev/null; sleep 0.5
  keys ":kill!" Enter 2>/dev/null; sleep 0.5
  "${tmux[@]}" kill-server 2>/dev/null
  for pid in $(pgrep -x 'kak-lsp|kak'); do
    if grep -qzF "HOME=$home" "/proc/$pid/environ" 2>/dev/null; then kill "$pid"; fi
  done
  rm -rf "$home"
}
trap end EXIT
mkdir -p "$home/bin" "$home/config/kak" "$home/run"
chmod 700 "$home/run"
ln -s "$(cd "$(dirname "$WHOSAYS_BIN")" && pwd)/$(basename "$WHOSAYS_BIN")" "$home/bin/whosays"
cp -r "$here/../workspace" "$home/archive"
mkdir "$home/archive/.git"
{ echo 'set-option global startup_info_version 99999999'; echo 'set-option global autoreload no'; cat "$repository/editors/kakoune/kakrc"; } > "$home/config/kak/kakrc"
export HOME=$home XDG_CONFIG_HOME=$home/config XDG_RUNTIME_DIR=$home/run XDG_CACHE_HOME=$home/cache PATH=$home/bin:$PATH KAKOUNE_POSIX_SHELL=/bin/sh TMUX_TMPDIR=$home
"${tmux[@]}" new-session -d -x 120 -y 40 "kak $home/archive/council.txt 2>$home/messages"

failures=0
# see TEXT NAME: waits until the screen holds the text.
see() {
  for _ in $(seq $((${WHOSAYS_TEST_PATIENCE:-20000} / 100))); do
    if screen | grep -qF -- "$1"; then echo "ok   $2"; return; fi
    sleep 0.1
  done
  echo "FAIL $2"; failures=$((failures + 1)); screen | sed 's/^/     | /'
}
# An escape and what follows at once would be one key with Alt.
normal() { keys Escape; sleep 0.3; }
command_() { normal; keys ":$1" Enter; }
to() { normal; keys "gg/$1" Enter; sleep 0.3; }
see "Council Backs Ferry Plan" "the article opens"
command_ "lsp-diagnostics"
see "has no source" "the findings are listed"
command_ "edit $home/archive/council.txt"
to 350
command_ "lsp-hover"
see "No source" "a card over a figure"
to Lindqvist
command_ "lsp-hover"
see "In this article: 3 mentions" "a card over a name"
to 350
command_ "lsp-code-actions"
see "[CHECK]" "an action is offered"
keys Enter; sleep 0.5
command_ w
for _ in $(seq 100); do grep -q '350 \[CHECK\]' "$home/archive/council.txt" && break; sleep 0.1; done
if grep -q '350 \[CHECK\]' "$home/archive/council.txt"; then echo "ok   and carried out"; else echo "FAIL and carried out"; failures=$((failures + 1)); fi
to patched
command_ "lsp-definition"
see "letter from Mayor" "a quotation leads to the letter"
[ $failures = 0 ] && echo "Kakoune: all good"
[ $failures = 0 ]
