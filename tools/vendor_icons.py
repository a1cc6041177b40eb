"""Vendors what pictures are drawn with, each with its licence: the sample clips' icons in use and a font of the glyphs
in use; the sticker painter's icons and their names in Chinese and English.

Run by a maintainer:  python tools/vendor_icons.py clips | stickers   (without a word: both)
It asks npm for the pinned icon set and pip for the pinned font package, through their own clients and settings;
fontTools has to be installed. Nothing of this is needed to render.
"""

import hashlib
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

from dazi.clips.brief import compose
from dazi.clips.stock import shorts

CLIPS = Path(__file__).parent.parent / "dazi" / "clips"
ICONS = "@iconify-json/fluent-emoji-flat"
ICONS_VERSION = "1.2.6"
ICONS_SHA256 = "7d064769dee690815f823bc5bcc511d957198caf9f5edd8dd9c1aa48a6aeb175"
LABELS = "emojibase-data"
LABELS_VERSION = "17.0.0"
LABELS_SHA256 = "d01d0e2ca4e22cb402679532155342c71e2e871f25c32223c013b8b166ebdf5a"
STICKERS = Path(__file__).parent.parent / "dazi" / "stickers"
# What nobody asks a picture of, or what would say something that no one asked for: signs, flags, tones, vices.
UNUSED = re.compile(
    r"(light|medium|dark)(-light|-medium|-dark)?(-skin-tone)?$|-skin-tone|button|keycap|arrow|flag|o-clock|oclock|thirty$|square|circle$|diamond$|"
    r"-sign$|symbol|^input|prohibited|^no-|restroom|mens-room|womens-room|water-closet|middle-finger|cigarette|coffin|"
    r"headstone|funeral|syringe|pistol|bomb|dagger|razor|knife$|drop-of-blood|cross$|star-of-david|star-and-crescent|khanda|"
    r"menorah|kaaba|prayer-beads|wheel-of-dharma|^om$|hamsa|place-of-worship|mosque|synagogue|hindu-temple|church|"
    r"breast|pregnant|-with-veil|wheelchair|white-cane|-kneeling|-facing-right|pouting$|getting-massage|bouncing-ball|"
    r"aquarius|aries|cancer|capricorn|gemini|^leo$|libra|ophiuchus|pisces|sagittarius|scorpio$|taurus|virgo|"
    r"currency|banknote|trademark|trade-mark|registered|copyright|hand-with|fist$|pointing|recycling|wavy|curly-loop|"
    r"radio-button|transgender|japanese-symbol|part-alternation|exclamation|question-mark|^heavy|^multiply$|^divide$|^plus$|"
    r"^minus$|infinity|bikini|briefs|love-hotel|one-under"
)
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
    for short in shorts():
        names |= drawn(compose(short.id, short.brief, short.tune, short.room.mood))
    return names


def drawn(value: Any) -> set[str]:
    """Every icon named in a composed film, also the heads that its people wear."""
    if isinstance(value, list):
        return set().union(*(drawn(part) for part in value))
    if not isinstance(value, dict):
        return set()
    own = {str(value[key]) for key in ("icon", "$head") if value.get(key)}
    return own.union(*(drawn(part) for part in value.values()))


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
    found |= set("".join(short.brief for short in shorts()))
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


def packed(folder: Path, package: str, version: str, pin: str) -> tarfile.TarFile:
    """The npm package's archive, its bytes compared with the pin."""
    command = ["npm", "pack", "--silent", f"{package}@{version}"]
    name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    got = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    if got != pin:
        raise SystemExit(f"{package}@{version} is not the pinned archive: {got}")
    return tarfile.open(folder / name)


def read_json(archive: tarfile.TarFile, path: str) -> Any:
    """A JSON file of the archive."""
    member = archive.extractfile(f"package/{path}")
    assert member is not None
    return json.load(member)


def names_of(archive: tarfile.TarFile) -> dict[str, dict[str, str]]:
    """code points (hyphenated, lower case, no variation selectors) -> its label in zh and en."""
    found: dict[str, dict[str, str]] = {}
    for lang in ("zh", "en"):
        for row in read_json(archive, f"{lang}/compact.json"):
            found.setdefault(row["hexcode"].lower().replace("-fe0f", ""), {})[lang] = row["label"].lower()
    return found


def vendor_stickers(folder: Path) -> int:
    """Write the painter's icons.zip (one SVG body a member), labels.json and sources.json; the number of icons."""
    every = packed(folder, ICONS, ICONS_VERSION, ICONS_SHA256)
    bodies = {name: row["body"] for name, row in read_json(every, "icons.json")["icons"].items()}
    kept = sorted(name for name in bodies if not UNUSED.search(name))
    out = STICKERS / "icons.zip"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in kept:
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), bodies[name].encode(), zipfile.ZIP_DEFLATED
            )
    names = names_of(packed(folder, LABELS, LABELS_VERSION, LABELS_SHA256))
    labels: dict[str, list[str]] = {}
    for code, name in read_json(every, "chars.json").items():
        row = names.get(code.lower().replace("-fe0f", ""))
        if row and name in set(kept):
            labels[name] = [row.get("zh", ""), row.get("en", "")]
    lines = ",\n".join(
        f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in sorted(labels.items())
    )
    (STICKERS / "labels.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    source = {
        "icons": {"npm": ICONS, "version": ICONS_VERSION, "licence": "MIT", "archive_sha256": ICONS_SHA256},
        "labels": {
            "npm": LABELS,
            "version": LABELS_VERSION,
            "licence": "MIT",
            "archive_sha256": LABELS_SHA256,
        },
        "sha256": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (out, STICKERS / "labels.json")
        },
    }
    (STICKERS / "sources.json").write_text(json.dumps(source, indent=1) + "\n", encoding="utf-8")
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
    """Vendor what was asked for and say what was kept."""
    asked = set(sys.argv[1:]) or {"clips", "stickers"}
    with tempfile.TemporaryDirectory() as folder:
        if "clips" in asked:
            print(f"{vendor_icons(Path(folder))} icons of {ICONS}@{ICONS_VERSION} for the clips")
            print(
                f"a font of {len(glyphs())} glyphs, {vendor_font(Path(folder))} bytes, of {FONT} {FONT_VERSION}"
            )
    with tempfile.TemporaryDirectory() as folder:
        if "stickers" in asked:
            print(f"{vendor_stickers(Path(folder))} icons of {ICONS}@{ICONS_VERSION} for the sticker painter")


if __name__ == "__main__":
    main()
