"""The C2PA signature, put on last and read back, offline; it knows no pixel."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, get_args

import c2pa  # type: ignore[import-untyped]

from dazi import __version__
from dazi.marks.keys import Chain
from dazi.marks.record import Box, How, Label, MarkError, Seal, Style

ASSERTION = "dazi.label"
_SOURCES: Mapping[How, str] = {
    "model": "trainedAlgorithmicMedia",
    "algorithm": "algorithmicMedia",
    "edited": "compositeWithTrainedAlgorithmicMedia",
}
_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_STRANGER = "signingCredential.untrusted"
_LATE = ("signingCredential.expired", "claimSignature.outsideValidity")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file's manifest says. `label` only where ours is in it, whoever signed."""

    seal: Seal
    signer: str = ""
    label: Label | None = None


def _context(chain: Chain | None) -> c2pa.Context:
    """Nothing is fetched: no revocation, no remote manifest; trusted is what our own chain signed."""
    trust = {"user_anchors": chain.anchors} if chain else {}
    settings = {
        "trust": trust,
        "verify": {
            "verify_trust": True,
            "remote_manifest_fetch": False,
            "ocsp_fetch": False,
            "verify_after_sign": False,
        },
        "builder": {"thumbnail": {"enabled": False}},
    }
    return c2pa.Context(settings=c2pa.Settings.from_dict(settings))


def sign(content: bytes, mime: str, label: Label, chain: Chain) -> bytes:
    """The same asset with a manifest: who made it, how, and what stands where. MarkError where signing fails."""
    made = {
        "action": "c2pa.created",  # an edit as well: "opened" would need the member's upload inside
        "digitalSourceType": _IPTC + _SOURCES[label.how],
        "softwareAgent": {"name": label.backend},
    }
    kept = {name: value for name, value in asdict(label).items() if name != "box"}
    kept["box"] = label.box._asdict() if label.box else {}
    manifest = {
        "claim_generator_info": [{"name": "Dazi", "version": __version__}],
        "title": label.produce_id,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [made]}},
            {"label": ASSERTION, "data": kept},
        ],
    }
    out = io.BytesIO()
    try:
        with _context(chain) as context, c2pa.Builder(manifest, context) as builder:
            secret = c2pa.C2paSignerInfo(chain.algorithm, chain.certificates.encode("ascii"), chain.key, None)
            with c2pa.Signer.from_info(secret) as signer:
                builder.sign(signer, mime, io.BytesIO(content), out)
    except c2pa.C2paError as error:
        raise MarkError("marks.not_signed", detail=_brief(error)) from error
    return out.getvalue()


def _brief(error: Exception) -> str:
    return str(error).splitlines()[0][:160] if str(error) else type(error).__name__


def open_(content: bytes, mime: str, chain: Chain | None) -> Opened:
    """What the manifest says and whether it holds. A file without one is "missing", one that can't be read is
    "tampered"; never raises on rotten input."""
    try:
        with _context(chain) as context, c2pa.Reader(mime, io.BytesIO(content), context=context) as reader:
            told = json.loads(reader.json())
    except c2pa.C2paError as error:
        return Opened("missing" if "ManifestNotFound" in str(error) else "tampered")
    except ValueError:
        return Opened("tampered")
    manifest = told.get("manifests", {}).get(told.get("active_manifest"), {})
    signer = str(manifest.get("signature_info", {}).get("common_name", ""))[:120]
    return Opened(_state(told), signer, _label(manifest))


def _state(told: dict[str, Any]) -> Seal:
    state = told.get("validation_state")
    if state == "Trusted":
        return "ours"
    faults = {str(one.get("code")) for one in told.get("validation_status") or ()}
    if state == "Valid" or faults == {_STRANGER}:
        return "foreign"
    if faults and faults <= {_STRANGER, *_LATE}:
        return "expired"
    return "tampered"


def _label(manifest: dict[str, Any]) -> Label | None:
    """Our assertion in its types, or None: a stranger may have written anything there."""
    for one in manifest.get("assertions", ()):
        if one.get("label") == ASSERTION and isinstance(one.get("data"), dict):
            return _typed(one["data"])
    return None


def _typed(kept: dict[str, Any]) -> Label | None:
    texts = {name: kept.get(name) for name in ("produce_id", "backend", "how", "words", "style", "look")}
    sizes = {name: kept.get(name) for name in ("width", "height")}
    seconds, box = kept.get("seconds"), kept.get("box")
    if not all(isinstance(text, str) for text in texts.values()):
        return None
    if not all(isinstance(size, int) for size in sizes.values()) or not isinstance(seconds, int | float):
        return None
    if texts["how"] not in get_args(How) or texts["style"] not in get_args(Style):
        return None
    if not isinstance(box, dict) or not all(isinstance(box.get(name, 0), int) for name in Box._fields):
        return None
    found = Box(*(box[name] for name in Box._fields)) if set(box) == set(Box._fields) else None
    return Label(box=found, seconds=float(seconds), **texts, **sizes)  # type: ignore[arg-type]
