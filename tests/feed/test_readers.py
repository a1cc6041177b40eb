"""Who asks for a feed on AT Protocol: tokens that hold and all that do not, with keys made here and a directory of our own."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi import FastAPI

from dazi.bonds import Clip, Wish
from dazi.config import load
from dazi.feed import dids as module
from dazi.feed.dids import Dids, Unproven, key_in
from dazi.feed.readers import Readers
from dazi.house import House, feed_for, opened
from dazi.types import Member
from dazi.web.plaza_faults import install
from dazi.web.skeleton_routes import Skeleton, skeleton_routes

US, METHOD = "did:web:dazi.example", "app.bsky.feed.getFeedSkeleton"
ANN, BOB = "did:plc:" + "a" * 24, "did:plc:" + "b" * 24
WEB = "did:web:ann.example"
FEED = f"at://{US}/app.bsky.feed.generator/dazi"
POST = "at://did:plc:abc/app.bsky.feed.post/3k{n}"
_SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ORDER = {
    "ES256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "ES256K": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
}


class Account:
    """Somebody with a key pair, whose server signs tokens for them."""

    def __init__(self, did: str, algorithm: str = "ES256K") -> None:
        self.did, self.algorithm = did, algorithm
        self.private = ec.generate_private_key(ec.SECP256K1() if algorithm == "ES256K" else ec.SECP256R1())

    def multibase(
        self, prefix: bytes | None = None, form: PublicFormat = PublicFormat.CompressedPoint
    ) -> str:
        codec = {"ES256": b"\x80\x24", "ES256K": b"\xe7\x01"}[self.algorithm] if prefix is None else prefix
        number = int.from_bytes(
            raw := codec + self.private.public_key().public_bytes(Encoding.X962, form), "big"
        )
        told = ""
        while number:
            number, rest = divmod(number, 58)
            told = _SIGNS[rest] + told
        return "z" + "1" * (len(raw) - len(raw.lstrip(b"\0"))) + told

    def document(self, **method: str) -> dict[str, Any]:
        shown = {"id": f"{self.did}#atproto", "type": "Multikey", "publicKeyMultibase": self.multibase()}
        return {"id": self.did, "verificationMethod": [{"id": "#other", "type": "x"}, {**shown, **method}]}

    def token(self, header: dict[str, Any] | None = None, high: bool = False, **claims: Any) -> str:
        said = {
            "iss": self.did,
            "aud": US,
            "lxm": METHOD,
            "exp": time.time() + 60,
            "iat": time.time(),
            **claims,
        }
        kept = {name: value for name, value in said.items() if value is not None}
        signed = ".".join(
            _coded(json.dumps(part).encode())
            for part in ({"typ": "JWT", "alg": self.algorithm, **(header or {})}, kept)
        )
        r, s = decode_dss_signature(self.private.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        order = _ORDER[self.algorithm]
        s = max(s, order - s) if high else min(s, order - s)
        return f"{signed}.{_coded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Directory:
    """A DID directory in memory, and the clock that its reader goes by."""

    def __init__(self, *accounts: Account) -> None:
        self.documents: dict[str, object] = {one.did: one.document() for one in accounts}
        self.asked: list[httpx.Request] = []
        self.now = 1000.0
        self.dids = Dids("http://plc.test", client=self.client, lookup=self.lookup, clock=lambda: self.now)
        self.places: tuple[str, ...] = ("93.184.215.14",)

    async def lookup(self, host: str) -> tuple[str, ...]:
        return self.places

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self.answer))

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        did = request.url.path.removeprefix("/")
        if did == ".well-known/did.json":
            did = "did:web:" + request.headers["Host"]
        found = self.documents.get(did)
        return httpx.Response(200, json=found) if found is not None else httpx.Response(404)

    async def who(self, token: str, method: str = METHOD) -> str:
        return await Readers(self.dids, US).who(f"Bearer {token}", method)


@pytest.mark.parametrize("algorithm", ["ES256", "ES256K"])
@pytest.mark.parametrize("did", [ANN, WEB])
async def test_a_token_signed_with_the_readers_key_tells_who_reads(did: str, algorithm: str) -> None:
    ann = Account(did, algorithm)
    directory = Directory(ann)
    assert await directory.who(ann.token()) == did
    assert await directory.who(ann.token(high=True)) == did
    assert await directory.who(ann.token(aud=f"{US}#bsky_fg")) == did
    assert len(directory.asked) == 1


NOW = time.time()
SPOILT: dict[str, Callable[[Account], str]] = {
    "expired": lambda ann: ann.token(exp=NOW - 60),
    "no end": lambda ann: ann.token(exp=None),
    "an end that is no number": lambda ann: ann.token(exp="tomorrow"),
    "not yet": lambda ann: ann.token(nbf=NOW + 600),
    "for another service": lambda ann: ann.token(aud="did:web:other.example"),
    "for nobody": lambda ann: ann.token(aud=None),
    "for another method": lambda ann: ann.token(lxm="app.bsky.feed.getTimeline"),
    "for any method": lambda ann: ann.token(lxm=None),
    "another's name": lambda ann: ann.token(iss=BOB),
    "no name": lambda ann: ann.token(iss=None),
    "a name that is a number": lambda ann: ann.token(iss=7),
    "an unknown name": lambda ann: ann.token(iss="did:plc:" + "c" * 24),
    "another kind of name": lambda ann: ann.token(iss="did:key:zQ3sh"),
    "a name with a path": lambda ann: ann.token(iss="did:web:ann.example:me"),
    "no signature": lambda ann: ann.token({"alg": "none"}),
    "the other curve": lambda ann: ann.token({"alg": "ES256"}),
    "a shared secret": lambda ann: ann.token({"alg": "HS256"}),
    "a token of OAuth": lambda ann: ann.token({"typ": "at+jwt"}),
    "an extension that must be understood": lambda ann: ann.token({"crit": ["x"]}),
    "words changed": lambda ann: _changed(ann.token()),
    "a short signature": lambda ann: ann.token().rpartition(".")[0] + "." + _coded(b"\x01" * 20),
    "a signature of nothing": lambda ann: ann.token().rpartition(".")[0] + "." + _coded(bytes(64)),
    "four parts": lambda ann: ann.token() + ".e30",
    "two parts": lambda ann: ann.token().rpartition(".")[0],
    "no base64": lambda ann: "a!b.c$d.e^f",
    "no objects": lambda ann: ".".join((_coded(b"[]"), _coded(b"7"), _coded(bytes(64)))),
    "other signs": lambda ann: "令牌.令牌.令牌",
    "far too long": lambda ann: ann.token(jti="x" * 9000),
    "nothing": lambda ann: "",
}


def _changed(token: str) -> str:
    head, body, tail = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return ".".join((head, _coded(json.dumps({**said, "exp": said["exp"] + 900}).encode()), tail))


@pytest.mark.parametrize("how", SPOILT)
async def test_what_does_not_hold_is_nobodys(how: str) -> None:
    ann, bob = Account(ANN), Account(BOB)
    assert await Directory(ann, bob).who(SPOILT[how](ann)) == ""


async def test_other_headers_are_nobodys() -> None:
    ann = Account(ANN)
    readers = Readers(Directory(ann).dids, US)
    for header in ("", "Bearer", f"Basic {ann.token()}", ann.token()):
        assert await readers.who(header, METHOD) == ""
    assert await readers.who(f"bearer  {ann.token()} ", METHOD) == ANN


async def test_nothing_is_asked_for_a_token_that_is_not_for_us() -> None:
    ann = Account(ANN)
    directory = Directory(ann)
    for token in (ann.token(aud="did:web:other.example"), ann.token(exp=NOW - 60), ann.token(lxm=None)):
        await directory.who(token)
    assert directory.asked == []


async def test_a_key_of_the_older_form_counts_too() -> None:
    ann = Account(ANN, "ES256")
    directory = Directory(ann)
    raw = ann.multibase(b"", PublicFormat.UncompressedPoint)
    directory.documents[ANN] = ann.document(type="EcdsaSecp256r1VerificationKey2019", publicKeyMultibase=raw)
    assert await directory.who(ann.token()) == ANN


@pytest.mark.parametrize(
    "spoilt",
    [
        [],
        "ann",
        {"id": BOB},
        {"verificationMethod": {}},
        {"verificationMethod": [7]},
        {"method": {"type": "JsonWebKey2020"}},
        {"method": {"publicKeyMultibase": "zzzz"}},
        {"method": {"publicKeyMultibase": "z0OIl"}},
        {"method": {"publicKeyMultibase": "u" + "A" * 40}},
        {"method": {"publicKeyMultibase": "z" + "2" * 5000}},
        {"method": {"id": "#other"}},
    ],
)
def test_other_documents_have_no_key(spoilt: Any) -> None:
    ann = Account(ANN)
    document: Any = spoilt
    if isinstance(spoilt, dict):
        document = {**ann.document(**spoilt.get("method", {})), **spoilt}
    with pytest.raises(Unproven):
        key_in(document, ANN)


async def test_a_changed_key_is_read_again_but_not_for_every_forged_token() -> None:
    old, new = Account(ANN), Account(ANN)
    directory = Directory(old)
    assert await directory.who(old.token()) == ANN
    directory.documents[ANN] = new.document()
    directory.now += 120
    assert await directory.who(new.token()) == ANN and len(directory.asked) == 2
    for _ in range(5):
        assert await directory.who(old.token()) == ""
    assert len(directory.asked) == 2
    directory.now += 3700
    assert await directory.who(new.token()) == ANN and len(directory.asked) == 3


async def test_an_account_that_was_not_found_is_not_asked_for_again_at_once() -> None:
    ann = Account(ANN)
    directory = Directory()
    assert await directory.who(ann.token()) == "" and await directory.who(ann.token()) == ""
    assert len(directory.asked) == 1
    directory.documents[ANN] = ann.document()
    directory.now += 61
    assert await directory.who(ann.token()) == ANN


async def test_many_at_once_ask_once() -> None:
    ann = Account(ANN)
    directory = Directory(ann)
    assert await asyncio.gather(*(directory.who(ann.token()) for _ in range(20))) == [ANN] * 20
    assert len(directory.asked) == 1


async def test_a_directory_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 0.02)

    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    dids = Dids(
        "http://plc.test",
        client=lambda: httpx.AsyncClient(transport=httpx.MockTransport(never), timeout=None),
    )
    assert await Readers(dids, US).who(f"Bearer {Account(ANN).token()}", METHOD) == ""


@pytest.mark.parametrize(
    "places", [("10.0.0.7",), ("93.184.215.14", "127.0.0.1"), ("::1",), ("169.254.1.1",), ()]
)
async def test_a_host_inside_this_network_is_never_asked(places: tuple[str, ...]) -> None:
    ann = Account(WEB)
    directory = Directory(ann)
    directory.places = places
    assert await directory.who(ann.token()) == "" and directory.asked == []


async def test_a_host_is_asked_at_the_address_that_was_looked_at() -> None:
    ann = Account(WEB)
    directory = Directory(ann)
    assert await directory.who(ann.token()) == WEB
    (request,) = directory.asked
    assert request.url.host == "93.184.215.14" and request.headers["Host"] == "ann.example"
    assert request.extensions["sni_hostname"] == "ann.example"


async def test_without_a_directory_only_hosts_are_asked() -> None:
    ann = Account(ANN)
    directory = Directory(ann)
    directory.dids = Dids("", client=directory.client)
    assert await directory.who(ann.token()) == "" and directory.asked == []


@pytest.fixture
def plc() -> Iterator[tuple[str, dict[str, object]]]:
    """A directory that really listens, and its documents."""
    documents: dict[str, object] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = documents.get(self.path.removeprefix("/"))
            body = json.dumps(found or {"message": "not found"}).encode()
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", documents
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = opened(load(data=tmp_path))
    yield made
    made.database.close()


async def test_each_reader_gets_their_own_order_and_anybody_else_the_public_one(
    house: House, plc: tuple[str, dict[str, object]]
) -> None:
    where, documents = plc
    ann, bob = Account(ANN), Account(BOB, "ES256")
    documents.update({ANN: ann.document(), BOB: bob.document()})
    feed = feed_for(house)
    await feed.offer(
        [
            Clip("bluesky", POST.format(n=n), f"{kind} {n}", heat=float(20 - n))
            for n, kind in enumerate(["news"] * 10 + ["lighthouse"] * 3)
        ]
    )
    await feed.prefer(Member("bluesky", ANN), [Wish("lighthouse")], "c1", datetime.now(UTC))
    site = FastAPI()
    install(site, locked=RuntimeError)
    site.include_router(skeleton_routes(Skeleton(feed, "dazi.example", Readers(Dids(where), US))))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(site), base_url="http://dazi.example"
    ) as asker:

        async def order(token: str = "") -> list[str]:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            answer = await asker.get(f"/xrpc/{METHOD}", params={"feed": FEED, "limit": 5}, headers=headers)
            assert answer.status_code == 200 and answer.headers["vary"] == "Authorization"
            return [one["post"].rpartition("3k")[2] for one in answer.json()["feed"]]

        public = await order()
        assert public == ["0", "1", "2", "3", "4"]
        assert (await order(ann.token()))[:2] == ["10", "11"]
        assert await order(bob.token()) == public
        for spoilt in ("x", ann.token(exp=NOW - 60), ann.token(lxm=None), bob.token(iss=ANN)):
            assert await order(spoilt) == public
