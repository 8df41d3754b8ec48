"""The configurations that no editor reads here (Helix, Zed, Sublime Text), and those of Kate and Kakoune, are at least well-formed, and every editor starts the same server."""
import json
import re
import sys
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # Python before 3.11
    from pip._vendor import tomli as tomllib

editors = Path(__file__).resolve().parents[3] / "editors"
failures = []


def same(name, got, wanted):
    print(f"{'ok  ' if got == wanted else 'FAIL'} {name}")
    if got != wanted:
        failures.append(name)
        print(f"     got {got!r}, wanted {wanted!r}")


command, markers = ["whosays", "lsp"], ["whosays.toml", ".git"]

lua = (editors / "neovim/lsp/whosays.lua").read_text(encoding="utf-8")
same("Neovim's command", re.findall(r"'([^']+)'", re.search(r"cmd = \{(.*?)\}", lua)[1]), command)
same("Neovim's root markers", re.findall(r"'([^']+)'", re.search(r"root_markers = \{(.*?)\}", lua)[1]), markers)

helix = tomllib.loads((editors / "helix/languages.toml").read_text(encoding="utf-8"))
server = helix["language-server"]["whosays"]
same("Helix's command", [server["command"], *server["args"]], command)
article = helix["language"][0]
same("Helix's language", (article["name"], article["scope"], article["language-servers"]), ("newsarticle", "text.news", ["whosays"]))
same("Helix's keys", sorted(article), ["file-types", "language-id", "language-servers", "name", "roots", "scope", "soft-wrap"])

kakoune = (editors / "kakoune/kakrc").read_text(encoding="utf-8")
same("the braces of kakrc", kakoune.count("{"), kakoune.count("}"))
block = tomllib.loads(re.search(r"lsp_servers %\{\n(.*?)\n    \}", kakoune, re.S)[1])["whosays"]
same("Kakoune's command", [block["command"], *block["args"]], command)
same("Kakoune's root markers", block["root_globs"], markers)

emacs = (editors / "emacs/README.md").read_text(encoding="utf-8")
same("Eglot's command", re.search(r'"plaintext"\) "(\w+)" "(\w+)"\)', emacs).groups(), tuple(command))
same("lsp-mode's command", re.search(r"""'\("(\w+)" "(\w+)"\)""", emacs).groups(), tuple(command))

zed = tomllib.loads((editors / "zed/extension.toml").read_text(encoding="utf-8"))
source = (editors / "zed/src/whosays.rs").read_text(encoding="utf-8")
same("Zed's command", [*re.findall(r'which\("(\w+)"\)', source), *re.findall(r'vec!\["(\w+)"', source)], command)
same("Zed's languages", zed["language_servers"]["whosays"]["languages"], list(zed["language_servers"]["whosays"]["language_ids"]))
language = tomllib.loads((editors / "zed/languages/news/config.toml").read_text(encoding="utf-8"))
same("Zed's own language", (language["name"] in zed["language_servers"]["whosays"]["languages"], language["path_suffixes"]), (True, ["news"]))
same("Zed's versions", zed["version"], tomllib.loads((editors / "zed/Cargo.toml").read_text(encoding="utf-8"))["package"]["version"])
for block in re.findall(r"```json\n(.*?)```", (editors / "zed/README.md").read_text(encoding="utf-8"), re.S):
    binary = json.loads(block)["lsp"]["whosays"]["binary"]
    same("the binary of Zed's README", [Path(binary["path"]).name, *binary["arguments"]], command)

sublime = re.sub(r"^\s*//.*$", "", (editors / "sublime/LSP-whosays.sublime-settings").read_text(encoding="utf-8"), flags=re.M)
same("Sublime Text's command", json.loads(sublime)["clients"]["whosays"]["command"], command)

kate = json.loads((editors / "kate/settings.json").read_text(encoding="utf-8"))["servers"]["text"]
same("Kate's command", kate["command"], command)
same("Kate's root markers", kate["rootIndicationFileNames"], markers)
same("Kate's modes", [bool(re.search(kate["highlightingModeRegex"], mode)) for mode in ("None", "Markdown", "C++")], [True, True, False])

version = tomllib.loads((editors.parent / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
same("VS Code's version", json.loads((editors / "vscode/package.json").read_text(encoding="utf-8"))["version"], version)
for readme in sorted(editors.glob("*/README.md")):
    lines = len(readme.read_text(encoding="utf-8").splitlines())
    # VS Code's is what a store shows; the others are read in a terminal.
    if readme.parent.name != "vscode":
        same(f"{readme.parent.name}/README.md fits a screen", lines <= 55, True)

sys.exit(1 if failures else 0)
