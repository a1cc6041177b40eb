"""A wish as a prompt that models of pictures understand, in the wish's own language; knows no endpoint."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from dazi.pictures import Wider

LONGEST = 600
_HANZI = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Style:
    """A style: what members call it, and what it looks like in words."""

    called: re.Pattern[str]
    zh: str
    en: str


def _style(called: str, zh: str, en: str) -> Style:
    return Style(re.compile(called, re.IGNORECASE), zh, en)


STYLES = (
    _style(r"水彩|watercolou?r", "水彩画，颜料在湿纸上晕开，看得见纸纹", "a watercolour painting, pigment bleeding on wet grained paper"),
    _style(r"像素|8.?bit|\bpixel", "像素画，方格分明，颜色不多", "pixel art, crisp square pixels, a small palette"),
    _style(r"水墨|国画|国风|古风|ink.?wash|chinese.?(?:style|painting)", "中国水墨画，浓淡墨色，大片留白", "a Chinese ink painting, wet and dry strokes, wide empty space"),
    _style(r"[黏粘]土|橡皮泥|软陶|\bclay\b|plasticine", "黏土定格动画，圆润的捏塑，有指印", "a clay stop-motion scene, rounded shapes with fingerprints"),
    _style(r"赛博|霓虹|蒸汽波|cyber|\bneon|vaporwave", "赛博朋克，雨夜街道，霓虹倒影", "cyberpunk, a wet street at night, neon reflections"),
    _style(r"线稿|简笔画|素描|铅笔画|line.?art|pencil|\bsketch", "铅笔线稿，线条干净，几乎没有颜色", "a pencil drawing, clean lines, hardly any colour"),
    _style(r"剪纸|窗花|paper.?cut", "民间剪纸，红纸镂空，对称花纹", "a folk papercut, red paper, hollowed symmetrical ornament"),
    _style(r"复古|怀旧|老照片|胶片|\bretro|vintage|\bfilm\b", "旧胶片照片，颗粒明显，颜色偏黄", "an old film photograph, visible grain, yellowed colours"),
    _style(r"油画|印象派|\boil.?painting|impressionis", "油画，厚涂的笔触，光影浓烈", "an oil painting, thick visible strokes, strong light"),
    _style(r"漫画|美漫|波普|\bcomics?\b|\bmanga|pop.?art", "漫画，粗轮廓线，网点阴影", "a comic panel, bold outlines, halftone shading"),
    _style(r"梦幻|马卡龙|治愈|奶油|pastel|dreamy", "柔和的马卡龙色，光线朦胧", "soft pastel colours in hazy light"),
    _style(r"写实|照片|摄影|真实感|\bphoto|realistic", "写实摄影，自然光，质感真实", "a realistic photograph in natural light"),
    _style(r"\b3d\b|三维|皮克斯|盲盒|手办", "三维渲染的玩具质感，柔光", "a rendered toy-like figure in soft studio light"),
    _style(r"表情包|贴纸|sticker|emoji", "贴纸，白色描边，表情夸张", "a sticker with a white outline and an exaggerated expression"),
)  # fmt: skip
# What a wild picture may turn out to be part of; each is a thing that nobody expects around any photo.
_WILD_ZH = ("镜头拉远，原来这一切只是巨人早餐桌上的一小块吐司", "镜头拉远，四周是漂满行李箱的云海", "镜头拉远，画面外站着一圈认真鼓掌的企鹅",
            "镜头拉远，这里其实是一条鲸鱼背上的小镇", "镜头拉远，外面是一间塞满毛线团的火车站", "镜头拉远，地平线上升起一只慢吞吞的热水壶")  # fmt: skip
_WILD_EN = ("the view pulls back: all this is a crumb on a giant's breakfast table", "the view pulls back: a sea of clouds full of drifting suitcases",
            "the view pulls back: a ring of penguins applauds in earnest", "the view pulls back: it is a small town on the back of a whale",
            "the view pulls back: a railway station stuffed with balls of wool", "the view pulls back: a slow kettle rises over the horizon")  # fmt: skip


def chinese(text: str) -> bool:
    """Whether a wish is told in Chinese; an empty one is."""
    return not text.strip() or _HANZI.search(text) is not None


def drawn(wish: str, style: str = "") -> str:
    """The prompt of a new picture: the wish, and what its style words mean."""
    zh = chinese(wish)
    look = _looks(f"{style} {wish}", zh, style)
    if zh:
        return _joined(("画面：" + _bare(wish), look, "主体清楚，构图完整，不要水印"), "。")
    return _joined((_bare(wish), look, "a clear subject, well composed, no watermark"), ". ")


def edited(wish: str, style: str = "") -> str:
    """The prompt of a change."""
    zh = chinese(wish)
    look = _looks(f"{style} {wish}", zh, style)
    if zh:
        return _joined(("修改这张图：" + _bare(wish), look, "没有提到的地方都保持原样"), "。")
    return _joined(
        ("Change this picture: " + _bare(wish), look, "leave everything else exactly as it is"), ". "
    )


def extended(prompt: str, wider: Wider, seed: int) -> str:
    """The prompt of what lies around a picture: the wish is the first line, the rest is known of the picture. A wild one
    without words of its own finds it in a place that nobody expects."""
    zh = chinese(prompt)
    told, known = (_bare(part) for part in (prompt.partition("\n")[0], prompt.partition("\n")[2]))
    if wider.wild and not told:
        told = random.Random(seed).choice(_WILD_ZH if zh else _WILD_EN)
    if zh:
        begin = "把画面向外延伸，补全四周，光线、透视、风格与原图衔接，看不出接缝"
        return _joined((begin, told, f"原图出自：{known}" if known else "", "不要边框和文字"), "。")
    begin = "Extend the picture beyond its edges in the same light, perspective and style, without a seam"
    return _joined(
        (begin, told, f"it is taken from: {known}" if known else "", "no frame, no lettering"), ". "
    )


def _bare(text: str) -> str:
    return " ".join(text.split()).strip("。.，, ")


def _looks(text: str, zh: bool, style: str) -> str:
    found = [one.zh if zh else one.en for one in STYLES if one.called.search(text)][:2]
    return ("，" if zh else ", ").join(found) or _bare(style)


def _joined(parts: tuple[str, ...], between: str) -> str:
    return (between.join(part for part in parts if part) + between.strip())[:LONGEST]
