"""The implicit label of GB 45438-2025, written into and read out of each container; it knows no pixel and no key."""

from __future__ import annotations

import errno
import html
import io
import json
import re
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import av

from dazi.errors import BadInput, DaziError, StoreBusy
from dazi.marks.kinds import JPEG, MP3, MP4, PNG, WAV, WEBP, Chunk, chunks, without
from dazi.marks.record import Implicit

# The order and the names are those of TC260's guide; values are strings of visible ASCII.
KEYS = (
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
)
NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/"
_ASCII = re.compile(r"[\x21-\x7e]*")
_ELEMENT = re.compile(r"<(\w{1,32}):AIGC[^>]{0,256}>(.{0,8192}?)</\1:AIGC>", re.DOTALL)
_ATTRIBUTE = re.compile(r"\b\w{1,32}:AIGC\s?=\s?([\"'])(.{0,8192}?)\1", re.DOTALL)
_XMP_JPEG = b"http://ns.adobe.com/xap/1.0/\x00"
_XMP_PNG = b"XML:com.adobe.xmp\x00"
_LONGEST_XMP = 1 << 20
# What PyAV raises on rotten input and on a failing disk.
ROTTEN = (av.FFmpegError, ValueError, OSError, OverflowError, ZeroDivisionError)


def aigc(producer: str, produce_id: str) -> str:
    """The label's JSON. BadInput where a value is not visible ASCII (the guide allows no other)."""
    for value in (producer, produce_id):
        if not value or not _ASCII.fullmatch(value):
            raise BadInput("marks.not_ascii", value=value)
    values = ("1", producer, produce_id, "", "", "", "")
    return json.dumps(dict(zip(KEYS, values, strict=True)), ensure_ascii=True, separators=(",", ":"))


def parse(text: str | None) -> tuple[Implicit, dict[str, str]]:
    """The state and the fields of a label's JSON; "malformed" when keys, order or characters are not the guide's."""
    if not text:
        return "missing", {}
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return "malformed", {}
    if not isinstance(fields, dict):
        return "malformed", {}
    named = {key: value for key, value in fields.items() if key in KEYS and isinstance(value, str)}
    right = tuple(fields) == KEYS and len(named) == len(KEYS)
    right = right and all(_ASCII.fullmatch(value) for value in named.values())
    right = right and named["Label"] in ("1", "2", "3")
    return ("whole" if right else "malformed"), named


def xmp(record: str) -> bytes:
    """An XMP packet that holds the label and nothing else."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:TC260="{NAMESPACE}">'
        f"<TC260:AIGC>{escape(record)}</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    ).encode()


def read(content: bytes, mime: str) -> str | None:
    """The label's JSON as it stands in the file, or None. Never raises on rotten input: what can't be read isn't
    there."""
    if mime in (MP4, MP3):
        return _tag(content, mime)
    if mime == WAV:
        found = [part.body(content) for part in chunks(content, WAV) if part.name == b"AIGC"]
        return found[0].rstrip(b"\x00").decode("utf-8", "replace") if found else None
    for part in chunks(content, mime):
        text = _packet(part, content, mime)
        if text and NAMESPACE in text and (hit := _ELEMENT.search(text) or _ATTRIBUTE.search(text)):
            return html.unescape(hit.group(2)).strip()
    return None


def _packet(part: Chunk, content: bytes, mime: str) -> str | None:
    """The XMP text that this chunk holds, if it holds one."""
    if part.length > _LONGEST_XMP:
        return None
    body = b""
    if mime == JPEG and part.name == b"\xe1":
        raw = part.body(content)
        body = raw[len(_XMP_JPEG) :] if raw.startswith(_XMP_JPEG) else b""
    elif mime == WEBP and part.name == b"XMP ":
        body = part.body(content)
    elif mime == PNG and part.name == b"iTXt":
        body = _itxt(part.body(content))
    return body.decode("utf-8", "replace") if body else None


def _itxt(raw: bytes) -> bytes:
    """The text of a PNG's XMP chunk: keyword NUL, compressed, method, language NUL, translated NUL, text."""
    if not raw.startswith(_XMP_PNG) or len(raw) < len(_XMP_PNG) + 2:
        return b""
    packed = raw[len(_XMP_PNG)] == 1
    rest = raw[len(_XMP_PNG) + 2 :].split(b"\x00", 2)
    if len(rest) < 3:
        return b""
    if not packed:
        return rest[2]
    try:
        return zlib.decompressobj().decompress(rest[2], _LONGEST_XMP)
    except zlib.error:
        return b""


def _tag(content: bytes, mime: str) -> str | None:
    try:
        with av.open(io.BytesIO(content), format="mp4" if mime == MP4 else "mp3") as container:
            found = container.metadata.get("AIGC")
    except (av.FFmpegError, ValueError):
        return None
    return str(found) if found else None


def into_wav(content: bytes, record: str) -> bytes:
    """The WAV with the label in a RIFF sub-chunk `AIGC`, in place of an older one; an older signature goes as well."""
    bare = without(content, [part for part in chunks(content, WAV) if part.name in (b"AIGC", b"C2PA")])
    body = record.encode("ascii")
    body += b"\x00" * (len(body) % 2)
    whole = bare + (b"\x00" * (len(bare) % 2)) + b"AIGC" + struct.pack("<I", len(body)) + body
    return whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:]


def into_stream(content: bytes, mime: str, record: str) -> bytes:
    """The MP4 or MP3 with the label among its tags (MP4: key `AIGC`; MP3: TXXX `AIGC`); packets are copied, nothing
    is encoded anew. BadInput where the file can't be read."""
    name = "mp4" if mime == MP4 else "mp3"
    options = {"movflags": "faststart+use_metadata_tags"} if mime == MP4 else {}
    try:
        with (
            made_file() as made,
            av.open(io.BytesIO(content), "r", format=name) as source,
            av.open(made, "w", format=name, options=options) as target,
        ):
            target.metadata.update(kept(source.metadata))
            target.metadata["AIGC"] = record
            wanted = (
                (*source.streams.video, *source.streams.audio) if mime == MP4 else source.streams.audio[:1]
            )
            _copy_packets(source, target, wanted)
            target.close()
            return Path(made).read_bytes()
    except ROTTEN as error:
        raise fault(error, mime) from error


@contextmanager
def made_file() -> Iterator[str]:
    """The path of a file to write to, gone afterwards. (An MP4's index can be moved to the front in a real file only.)"""
    with tempfile.TemporaryDirectory(prefix="dazi-marks-") as folder:
        yield str(Path(folder) / "made")


def fault(error: Exception, mime: str) -> DaziError:
    """What a failed reading or writing of a stream is: a full disk may have room later, all else is the file's own."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreBusy("marks.disk_full")
    return BadInput("marks.broken", mime=mime)


def kept(metadata: Mapping[str, str]) -> dict[str, str]:
    """Of a file's tags those that say nothing of a place, a person or an older label."""
    return {
        key: value for key, value in metadata.items() if key.lower() in ("title", "artist", "album", "genre")
    }


def _copy_packets(source: Any, target: Any, wanted: Any) -> None:
    """Move the packets of these streams over as they are."""
    pairs = {stream.index: target.add_stream_from_template(stream) for stream in wanted}
    if not pairs:
        raise ValueError("no stream")
    for packet in source.demux(*wanted):
        if packet.dts is not None:
            packet.stream = pairs[packet.stream.index]
            target.mux(packet)
