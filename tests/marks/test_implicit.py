"""The AIGC record: its exact form, what is malformed, and where it is found in files of others."""

from __future__ import annotations

import io
import json
import struct
import wave
import zlib

import av
import pytest

from dazi.errors import BadInput
from dazi.marks import implicit
from dazi.marks.kinds import Chunk, chunks
from tests.marks.samples import mp3, saved, scene, wav

RECORD = implicit.aigc("dazi", "n-1")


def test_the_record_has_the_guide_s_keys_in_its_order() -> None:
    assert RECORD == (
        '{"Label":"1","ContentProducer":"dazi","ProduceID":"n-1","ReservedCode1":"",'
        '"ContentPropagator":"","PropagateID":"","ReservedCode2":""}'
    )
    assert implicit.parse(RECORD) == ("whole", json.loads(RECORD))


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "1", '{"Label":"1"}', RECORD.replace('"1"', '"9"', 1), RECORD.replace("dazi", "搭子"),
        RECORD.replace('"n-1"', "1"), RECORD.replace('{"Label":"1",', "{").replace("}", ',"Label":"1"}'),
        "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_not_the_guide_s_form_is_malformed(text: str) -> None:
    assert implicit.parse(text)[0] == "malformed"


def test_a_producer_with_xml_in_it_comes_back_as_it_was() -> None:
    record = implicit.aigc("<a>&\"b'", "n")
    content = saved(scene(), "WEBP", xmp=implicit.xmp(record))
    assert implicit.read(content, "image/webp") == record


def test_the_record_as_an_attribute_is_read_too() -> None:
    packet = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description xmlns:T="{implicit.NAMESPACE}" '
        f'T:AIGC="{RECORD.replace(chr(34), "&quot;")}"/></x:xmpmeta>'
    )
    assert implicit.read(saved(scene(), "JPEG", xmp=packet.encode()), "image/jpeg") == RECORD


def test_another_namespace_does_not_count() -> None:
    packet = implicit.xmp(RECORD).replace(implicit.NAMESPACE.encode(), b"http://example.org/")
    assert implicit.read(saved(scene(), "JPEG", xmp=packet), "image/jpeg") is None


def _png_with(body: bytes) -> bytes:
    plain = saved(scene(), "PNG")
    chunk = b"iTXt" + body
    return (
        plain[:33] + struct.pack(">I", len(body)) + chunk + struct.pack(">I", zlib.crc32(chunk)) + plain[33:]
    )


def test_a_compressed_packet_is_read_and_a_bomb_is_cut() -> None:
    head = b"XML:com.adobe.xmp\0\1\0\0\0"
    assert implicit.read(_png_with(head + zlib.compress(implicit.xmp(RECORD))), "image/png") == RECORD
    bomb = zlib.compress(b"\0" * 50_000_000 + implicit.xmp(RECORD))
    assert implicit.read(_png_with(head + bomb), "image/png") is None
    assert implicit.read(_png_with(head + b"rubbish"), "image/png") is None
    assert implicit.read(_png_with(b"XML:com.adobe.xmp\0"), "image/png") is None


def test_a_wav_keeps_its_samples_and_has_one_record() -> None:
    content = wav()
    once = implicit.into_wav(content, RECORD)
    twice = implicit.into_wav(once, implicit.aigc("dazi", "n-2"))
    with wave.open(io.BytesIO(content)) as before, wave.open(io.BytesIO(twice)) as after:
        assert before.readframes(9999) == after.readframes(9999)
    assert [part.name for part in chunks(twice, "audio/wav")].count(b"AIGC") == 1
    assert "n-2" in (implicit.read(twice, "audio/wav") or "")
    assert struct.unpack_from("<I", twice, 4)[0] == len(twice) - 8


def test_an_mp3_keeps_its_frames_and_its_title() -> None:
    content = mp3()
    made = implicit.into_stream(content, "audio/mpeg", RECORD)
    with av.open(io.BytesIO(content)) as before, av.open(io.BytesIO(made)) as after:
        assert after.metadata["title"] == "a tone" and after.metadata["AIGC"] == RECORD
        frames = [[bytes(packet) for packet in one.demux(audio=0)] for one in (before, after)]
    assert frames[0] == frames[1]
    assert b"TXXX" in made[:400]


def test_rotten_streams_are_bad_input() -> None:
    for content, kind in ((b"\0\0\0\x08ftyp", "video/mp4"), (b"ID3rubbish", "audio/mpeg")):
        assert implicit.read(content, kind) is None
        with pytest.raises(BadInput, match="broken"):
            implicit.into_stream(content, kind, RECORD)


def test_chunks_end_where_a_file_makes_no_sense() -> None:
    assert list(chunks(b"\0\0\0\x03mdat" + b"\0" * 50, "video/mp4")) == []
    assert next(chunks(b"\xff\xd8\xff\xe1\0\0rest", "image/jpeg")) == Chunk(b"\xe1", 6, 0)
