"""Vendors what the sample clips draw with: the icons in use and a font of the glyphs in use, each with its licence.

Run by a maintainer after a film has changed:  python tools/vendor_icons.py
It asks npm for the pinned icon set and pip for the pinned font package, through their own clients and settings;
fontTools has to be installed. Nothing of this is needed to render.
"""

import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

CLIPS = Path(__file__).parent.parent / "dazi" / "clips"
ICONS = "@iconify-json/fluent-emoji-flat"
ICONS_VERSION = "1.2.6"
FONT = "pylopdf-fonts-zh-cn"
FONT_VERSION = "0.1.1"
ASCII = "".join(chr(code) for code in range(0x20, 0x7F))
PUNCTUATION = "，。！？：；、…—“”‘’（）《》·～×%℃"


def icon_names() -> set[str]:
    """Every icon that a film or an art names."""
    names: set[str] = set()
    for film in (CLIPS / "films").glob("*.toml"):
        text = film.read_text(encoding="utf-8")
        names |= set(re.findall(r'\bicon\s*=\s*"([a-z0-9-]+)"', text))
        names |= set(re.findall(r'"\$(?:head|thing)"\s*=\s*"([a-z0-9-]+)"', text))
    for art in (CLIPS / "art").glob("*.svg"):
        text = art.read_text(encoding="utf-8")
        names |= set(re.findall(r'<icon\b[^>]*\bname="([a-z0-9-]+)"', text))
        names |= set(re.findall(r"\$(?:head|thing)=([a-z0-9-]+)", text))
    return names


def texts(value: Any) -> str:
    """Every string inside a parsed film, so that no glyph is missed."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "".join(texts(part) for part in value.values())
    if isinstance(value, list):
        return "".join(texts(part) for part in value)
    return ""


def glyphs() -> str:
    """Every character that a film writes on the picture, and the ordinary signs."""
    found = set(ASCII + PUNCTUATION + "AI生成")
    for film in (CLIPS / "films").glob("*.toml"):
        found |= set(texts(tomllib.loads(film.read_text(encoding="utf-8"))))
    return "".join(sorted(found - {"\n"}))


def vendor_icons(folder: Path) -> int:
    """Write icons.json and its licence; the number of icons."""
    spec = f"{ICONS}@{ICONS_VERSION}"
    subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    with tarfile.open(archive) as tar:
        member = tar.extractfile("package/icons.json")
        assert member is not None
        every = json.load(member)
    missing = sorted(icon_names() - set(every["icons"]))
    if missing:
        raise SystemExit(f"the icon set has no {', '.join(missing)}")
    kept = {name: every["icons"][name]["body"] for name in sorted(icon_names())}
    head = {
        "source": f"npm {ICONS}",
        "version": ICONS_VERSION,
        "artwork": "Fluent Emoji Flat",
        "licence": "MIT",
    }
    text = json.dumps({**head, "icons": kept}, ensure_ascii=False, indent=0) + "\n"
    (CLIPS / "icons.json").write_text(text, encoding="utf-8")
    return len(kept)


def vendor_font(folder: Path) -> int:
    """Write the subset of Noto Sans SC and its licence; its size in bytes."""
    spec = f"{FONT}=={FONT_VERSION}"
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", spec, "-d", str(folder)],
                   check=True, stderr=subprocess.DEVNULL)  # fmt: skip
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        font = TTFont(io.BytesIO(wheel.read("pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf")))
        licence = next(name for name in wheel.namelist() if name.endswith("licenses/LICENSE"))
        words = wheel.read(licence).decode("utf-8")
    options = subset.Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True, hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=glyphs())
    cutter.subset(font)
    (CLIPS / "fonts").mkdir(exist_ok=True)
    out = CLIPS / "fonts" / "NotoSansSC-captions.otf"
    font.save(out)
    (CLIPS / "fonts" / "LICENSE-NotoSansSC.txt").write_text(words, encoding="utf-8")
    return out.stat().st_size


def main() -> None:
    """Vendor both and say what was kept."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"{vendor_icons(Path(folder))} icons of {ICONS}@{ICONS_VERSION}")
        print(
            f"a font of {len(glyphs())} glyphs, {vendor_font(Path(folder))} bytes, of {FONT} {FONT_VERSION}"
        )


if __name__ == "__main__":
    main()
