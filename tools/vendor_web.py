"""Fetches and checks the front end's vendored files; it knows npm's client and the pin file, nothing of what the files do.

python tools/vendor_web.py check     every vendored file is what VENDOR.toml pins (no network)
python tools/vendor_web.py fetch     fetch the pinned versions with npm, refuse what differs from its pin
python tools/vendor_web.py fetch --pin   the same after a version was changed by hand: writes the new SHA-256
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "dazi/web/static/vendor/VENDOR.toml"
Table = dict[str, Any]


def sha256(content: bytes) -> str:
    """The SHA-256 of `content` in hex."""
    return hashlib.sha256(content).hexdigest()


def read_pins() -> Table:
    """VENDOR.toml as tables: `file` (to, package, version, source, licence, sha256) and `sprite`."""
    return tomllib.loads(PINS.read_text(encoding="utf-8"))


def entries(pins: Table) -> list[Table]:
    """All pinned files, the sprite last."""
    return [*pins["file"], pins["sprite"]]


def check(pins: Table) -> list[str]:
    """One line a file that is missing or differs from its pin."""
    wrong = []
    for entry in entries(pins):
        path = ROOT / entry["to"]
        if not path.is_file():
            wrong.append(f"{entry['to']}: missing, run `python tools/vendor_web.py fetch`")
        elif sha256(path.read_bytes()) != entry["sha256"]:
            wrong.append(f"{entry['to']}: differs from its pin")
    return wrong


def install(pins: Table, folder: Path) -> Path:
    """npm's node_modules with every pinned package, no scripts run."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch (checking works without it)")
    wanted = sorted({f"{entry['package']}@{entry['version']}" for entry in entries(pins)})
    (folder / "package.json").write_text('{"private": true}')
    command = [
        npm,
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--silent",
        "--legacy-peer-deps",
    ]
    subprocess.run([*command, *wanted], cwd=folder, check=True)
    return folder / "node_modules"


def sprite(entry: Table, modules: Path) -> bytes:
    """One SVG with a symbol for each named icon, strokes in the text's colour."""
    symbols = []
    for name in entry["icons"]:
        source = (modules / entry["package"] / entry["source"] / f"{name}.svg").read_text(encoding="utf-8")
        body = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
        if body is None:
            raise SystemExit(f"{name}: not an SVG icon")
        inner = re.sub(r"\s+", " ", body.group(1)).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    head = (
        f"<!-- {entry['package']} {entry['version']}, {entry['licence']} licence, see LICENSE-lucide.txt -->"
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{head}{"".join(symbols)}</svg>\n'.encode()


def fetch(pins: Table, pin: bool) -> list[str]:
    """Writes every file; returns a line for each whose content was not the pinned one (none when `pin`)."""
    wrong: list[str] = []
    text = PINS.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        modules = install(pins, Path(folder))
        for entry in entries(pins):
            if "icons" in entry:
                content = sprite(entry, modules)
            else:
                content = (modules / entry["package"] / entry["source"]).read_bytes()
            found = sha256(content)
            if found != entry["sha256"] and not pin:
                wrong.append(f"{entry['to']}: fetched {found}, pinned {entry['sha256']}")
                continue
            text = _with_pin(text, entry["to"], found)
            target = ROOT / entry["to"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    PINS.write_text(text, encoding="utf-8")
    return wrong


def _with_pin(text: str, target: str, digest: str) -> str:
    """VENDOR.toml's text with the digest of `target` replaced; the rest keeps its layout."""
    before, mark, after = text.partition(f'to = "{target}"')
    return before + mark + re.sub(r'sha256 = "[^"]*"', f'sha256 = "{digest}"', after, count=1)


def main(arguments: list[str]) -> int:
    """0 when all is well, 1 when something differs, 2 on wrong use."""
    if arguments not in (["check"], ["fetch"], ["fetch", "--pin"]):
        print(__doc__)
        return 2
    pins = read_pins()
    wrong = fetch(pins, "--pin" in arguments) if arguments[0] == "fetch" else check(pins)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
