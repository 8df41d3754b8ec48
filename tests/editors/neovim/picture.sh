#!/bin/bash
# Makes docs/images/neovim.svg from a real Neovim: run.sh must have installed 0.11 before. Not a test.
set -eu
TESTS=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$TESTS/../../.." && pwd)
nvim=${WHOSAYS_TEST_CACHE:-$HOME/.cache/whosays-tests}/neovim-0.11/bin/nvim
home=$(mktemp -d)
export TESTS PLUGIN=$repository/editors/neovim WHOSAYS_BIN=${WHOSAYS_BIN:-$repository/target/release/whosays}
export HOME=$home XDG_CONFIG_HOME=$home/c XDG_DATA_HOME=$home/d XDG_STATE_HOME=$home/s XDG_CACHE_HOME=$home/k TMUX_TMPDIR=$home COLORTERM=truecolor
tmux=(tmux -L picture -f /dev/null)
trap '"${tmux[@]}" kill-server 2>/dev/null; rm -rf "$home"' EXIT
cp -r "$repository/examples" "$home/archive"
columns=122
(cd "$home/archive" && "${tmux[@]}" new-session -d -x $columns -y 32 "$nvim -u $TESTS/picture.lua 2024-03-05-dredging.txt")
for _ in $(seq 100); do "${tmux[@]}" capture-pane -p | grep -q '●' && break; sleep 0.1; done
sleep 1
"${tmux[@]}" send-keys "/private garden" Enter ":nohlsearch" Enter "K"
sleep 2
"${tmux[@]}" send-keys ":echo ''" Enter
sleep 0.3
mkdir -p "$repository/docs/images"
"${tmux[@]}" capture-pane -e -N -p | python3 "$TESTS/screen_to_svg.py" $columns "whosays in Neovim" > "$repository/docs/images/neovim.svg"
"${tmux[@]}" send-keys Escape ":qa!" Enter
ls -l "$repository/docs/images/neovim.svg"
