"""The door: bytes in, bytes with every label out and read back, or an error; and the look at what a file carries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PIL import Image

from dazi.errors import BadInput
from dazi.label import label as words_of
from dazi.marks import clip, implicit, pixels, seal, visible
from dazi.marks.keys import Chain
from dazi.marks.kinds import MP4, PICTURES, SOUNDS, WAV, check_pixels, complete, picture_size, sniff
from dazi.marks.record import Box, Found, How, Label, Marked, MarkError, Verdict, Visible
from dazi.types import Lang

PRODUCER = "dazi"


@dataclass(frozen=True, slots=True)
class Making:
    """What the labels say and where the visible one may stand. `backend` made the asset (never a larger name than it
    deserves); `how`: a trained model, an algorithm such as the sticker painter, or an edit of a member's picture.
    `keep` are boxes of the subject in upright pixels. `drawn` is where the caller's own renderer has drawn the label
    already, for a clip's first two seconds at least. `produce_id` is made when empty; whoever gives one keeps it
    unique."""

    backend: str
    how: How = "model"
    lang: Lang = "zh"
    keep: Sequence[Box] = ()
    drawn: Box | None = None
    producer: str = PRODUCER
    produce_id: str = ""


def mark(content: bytes, kind: str, making: Making, chain: Chain, tell: clip.Tell | None = None) -> Marked:
    """The asset of MIME type `kind` with all labels on it: visible (pictures and clips), implicit, signed last, in the
    format it came in. Everything is read back from the final bytes; whatever is not there raises MarkError, and
    unusable input BadInput: nothing unlabelled is ever returned. `tell` hears how far a clip is, 0 to 1."""
    _check(content, kind, making)
    produce_id = making.produce_id or f"{making.producer}-{uuid.uuid4().hex}"
    record = implicit.aigc(making.producer, produce_id)
    start = Label(produce_id, making.backend, making.how, words_of(making.lang), "none", None)
    if kind in PICTURES:
        labelled, label = _picture(content, kind, making, record, start)
    elif kind == MP4:
        labelled, label = _clip(content, making, record, start, tell)
    elif kind == WAV:
        labelled, label = implicit.into_wav(content, record), start
    else:
        labelled, label = implicit.into_stream(content, kind, record), start
    if implicit.read(labelled, kind) != record:
        raise MarkError("marks.not_kept", state="aigc")
    signed = seal.sign(labelled, kind, label, chain)
    _read_back(signed, kind, label, record, chain)
    return Marked(signed, kind, label)


def _check(content: bytes, kind: str, making: Making) -> None:
    seen = sniff(content)
    if seen != kind:
        raise BadInput("marks.other_kind", said=kind, seen=seen)
    if not complete(content, kind):
        raise BadInput("marks.truncated")
    if not making.backend.strip():
        raise BadInput("marks.no_backend")


def _picture(content: bytes, kind: str, making: Making, record: str, start: Label) -> tuple[bytes, Label]:
    decoded = pixels.decode(content, kind)
    image = decoded.image
    label = replace(start, width=image.width, height=image.height)
    label = _drawn(label, [image], making.drawn) if making.drawn else _draw(label, image, making)
    return pixels.encode(decoded, kind, implicit.xmp(record)), label


def _draw(label: Label, image: Image.Image, making: Making) -> Label:
    """Draw the label; one of ours that stands there already is covered, so that a picture drawn on has not two."""
    box = _spot(image, label.words, making.keep)
    visible.draw(image, box, label.words)
    return replace(label, style="plate", box=box, look=visible.look(image, box))


def _spot(image: Image.Image, words: str, keep: Sequence[Box]) -> Box:
    before = visible.search(image)
    if before and words_of(before[1]) == words and not any(map(before[0].touches, keep)):
        return before[0]
    return visible.place(image, words, keep)


def _drawn(label: Label, images: Sequence[Image.Image], box: Box) -> Label:
    for image in images:
        visible.check_own(image, box)
    return replace(label, style="own", box=box, look=visible.look(images[0], box))


def _clip(
    content: bytes, making: Making, record: str, start: Label, tell: clip.Tell | None
) -> tuple[bytes, Label]:
    frames = clip.first_frames(content)
    first = frames[0]
    label = replace(start, width=first.width & ~1, height=first.height & ~1, seconds=visible.SECONDS)
    if making.drawn:
        return implicit.into_stream(content, MP4, record), _drawn(label, frames, making.drawn)
    first = first.crop((0, 0, label.width, label.height))
    label = _draw(label, first, making)
    box = label.box
    if box is None:
        raise MarkError("marks.not_drawn")
    over = clip.Overlay(partial(visible.draw, box=box, words=label.words), visible.SECONDS)
    return clip.with_label(content, record, frames[0].size, over, tell), label


def _read_back(signed: bytes, kind: str, label: Label, record: str, chain: Chain) -> None:
    """MarkError where the final bytes don't carry what was put on."""
    try:
        found = verify(signed, chain)
    except BadInput as error:
        raise MarkError("marks.not_kept", state=error.code) from error
    if found.mime != kind or not found.whole or found.label != label:
        raise MarkError("marks.not_kept", state=found.verdict)
    if implicit.read(signed, kind) != record:
        raise MarkError("marks.not_kept", state="aigc")


def verify(content: bytes, chain: Chain | None, producer: str = PRODUCER) -> Found:
    """What a file carries, and the verdict. Checked: the AIGC record's form; the signature over all bytes, trusted by
    `chain` alone; that both name the same ProduceID; that the label's plate is seen in the signed box (in a clip at
    0, 1 and 1.9 s). Not checked: whom a ProduceID belongs to, labels of another look, anything heard.
    BadInput for what is no picture, clip or sound, or too large."""
    mime = sniff(content)
    whole_file = complete(content, mime)
    if whole_file and mime in PICTURES:
        check_pixels(*picture_size(content, mime))
    state, fields = implicit.parse(implicit.read(content, mime))
    opened = seal.open_(content, mime, chain)
    sight: Visible = "none" if mime in SOUNDS else "missing"
    box = None
    if whole_file and mime not in SOUNDS:
        try:
            sight, box = _sight(content, mime, opened.label)
        except BadInput:
            # Pixels that can't be decoded under a signature are pixels that somebody changed.
            if opened.seal == "missing":
                raise
    found = Found(mime, "unlabelled", state, fields, opened.seal, opened.signer, sight, box, opened.label)
    return replace(found, verdict=_verdict(found, whole_file, producer))


def _sight(content: bytes, mime: str, label: Label | None) -> tuple[Visible, Box | None]:
    """Whether the label is seen, and where."""
    images = clip.first_frames(content) if mime == MP4 else [pixels.decode(content, mime, frames=True).image]
    size = images[0].size if mime in PICTURES else (images[0].width & ~1, images[0].height & ~1)
    box = label.box if label else None
    if label is None or box is None or not box.inside(*size) or (label.width, label.height) != size:
        hits = [visible.search(image) for image in images]
        first = hits[0]
        return ("shown", first[0]) if first and all(hits) else ("missing", None)
    if label.style == "own":
        # Only the first frame's look is kept; in the later ones the writing has to stand out still.
        shown = visible.looks_same(images[0], box, label.look) and _stands(images, box)
    else:
        shown = all(visible.shows(image, box, label.words) for image in images)
    return ("shown" if shown else "covered"), box


def _stands(images: Sequence[Image.Image], box: Box) -> bool:
    try:
        for image in images:
            visible.check_own(image, box)
    except MarkError:
        return False
    return True


def _verdict(found: Found, whole_file: bool, producer: str) -> Verdict:
    if not whole_file:
        return "truncated"
    if found.seal in ("tampered", "expired"):
        return "tampered"
    if found.seal == "foreign" or (found.aigc and found.aigc.get("ContentProducer") != producer):
        return "foreign" if found.seal != "ours" else _ours(found)
    if found.seal == "ours":
        return _ours(found)
    if found.implicit != "missing":
        return "unsigned"
    return "stripped" if found.visible == "shown" else "unlabelled"


def _ours(found: Found) -> Verdict:
    """Signed by us: whole where the signed label, the record and the sight agree."""
    label = found.label
    same = label is not None and found.aigc.get("ProduceID") == label.produce_id
    seen = found.visible in ("shown", "none")
    return "whole" if same and seen and found.implicit == "whole" else "tampered"
