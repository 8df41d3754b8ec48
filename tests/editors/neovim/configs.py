"""The configurations that no editor reads here (Helix, Kakoune) are at least well-formed, and every editor starts the same server."""
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

sys.exit(1 if failures else 0)
