"""Vendors what meme cards are set with: Noto Sans SC with the characters that people write in comments, and which emoji
is which icon of the sticker painter.

Run by a maintainer:  python tools/vendor_cards.py
It asks pip for the pinned font package and npm for the pinned names, through their own clients and settings; fontTools
has to be installed. Nothing of this is needed to draw a card.
"""

import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

CARDS = Path(__file__).parent.parent / "dazi" / "cards"
ICONS = Path(__file__).parent.parent / "dazi" / "stickers" / "icons.zip"
FONT, FONT_VERSION = "pylopdf-fonts-zh-cn", "0.1.1"
NAMES, NAMES_VERSION = "emojibase-data", "17.0.0"
NAMES_SHA256 = "d01d0e2ca4e22cb402679532155342c71e2e871f25c32223c013b8b166ebdf5a"
# What chat is written with beside the two national sets, and what the lists of those leave out.
MORE = "囧囍嘚咗嘅佢冇唔喺啲嗰嚟槑烎兲氼巭嫑嘦怼艹卧槽糗撸囔嘎嘢哋啱咁咩嘞嗐噗噫嚯嗷嘤呜嗦馕煊翀昇喆堃淼焱垚犇骉猋羴鱻赟"
BLOCKS = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2040), range(0x3000, 0x3040), range(0x3040, 0x3100),
          range(0xFF00, 0xFFF0), range(0x2190, 0x219A), range(0x25A0, 0x2600), range(0x2460, 0x2474))  # fmt: skip


def written() -> str:
    """GB 2312 whole, the common half of Big5, kana, Latin, marks."""
    found = {chr(code) for block in BLOCKS for code in block} | set(MORE)
    for codec, rows, cells in (("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)), ("big5", range(0xA4, 0xC7), range(0x40, 0xFF))):  # fmt: skip
        for row in rows:
            for cell in cells:
                found |= set(bytes((row, cell)).decode(codec, "ignore"))
    return "".join(sorted(found))


def vendor_font(folder: Path) -> int:
    """Write the subset of Noto Sans SC and its licence; its size in bytes."""
    spec = f"{FONT}=={FONT_VERSION}"
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", spec, "-d", str(folder)],
                   check=True, stderr=subprocess.DEVNULL)  # fmt: skip
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        font = TTFont(io.BytesIO(wheel.read("pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf")))
        licence = next(name for name in wheel.namelist() if name.endswith("licenses/LICENSE"))
        words = wheel.read(licence).decode("utf-8")
    options = subset.Options(
        layout_features=["kern"], name_IDs=["*"], notdef_outline=True, hinting=False, desubroutinize=False
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=written())
    cutter.subset(font)
    (CARDS / "fonts").mkdir(parents=True, exist_ok=True)
    out = CARDS / "fonts" / "NotoSansSC-comments.otf"
    font.save(out)
    (CARDS / "fonts" / "LICENSE-NotoSansSC.txt").write_text(words, encoding="utf-8")
    return out.stat().st_size


def slug(label: str) -> str:
    """A name as the icon set spells it."""
    return re.sub(r"[^a-z0-9]+", "-", label.lower().replace("’", "").replace("'", "")).strip("-")


def vendor_emoji(folder: Path) -> int:
    """Write emoji.json, emoji -> icon, for those that the sticker painter has."""
    said = subprocess.run(["npm", "pack", f"{NAMES}@{NAMES_VERSION}", "--silent", "--pack-destination", str(folder)],
                          check=True, capture_output=True, text=True)  # fmt: skip
    archive = folder / said.stdout.split()[-1]
    if hashlib.sha256(archive.read_bytes()).hexdigest() != NAMES_SHA256:
        raise SystemExit(f"{archive.name} is not what it was")
    with tarfile.open(archive) as pack:
        file = pack.extractfile("package/en/compact.json")
        rows = json.load(file) if file else []
    have = set(zipfile.ZipFile(ICONS).namelist())
    found = {row["unicode"].replace("\ufe0f", ""): slug(row["label"]) for row in rows}
    kept = {emoji: name for emoji, name in sorted(found.items()) if name in have}
    lines = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in kept.items())
    (CARDS / "emoji.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    return len(kept)


def main() -> None:
    """Vendor both and say what was kept."""
    with tempfile.TemporaryDirectory() as folder:
        print(
            f"a font of {len(written())} characters, {vendor_font(Path(folder))} bytes, of {FONT} {FONT_VERSION}"
        )
        print(f"{vendor_emoji(Path(folder))} emoji by {NAMES}@{NAMES_VERSION}")


if __name__ == "__main__":
    main()
