"""Meaning as a vector, from the embedded model's second server; knows no lines. Never raises: nothing hangs on it."""

from __future__ import annotations

import asyncio

import httpx

from dazi.types import Meaning

PATIENCE = 3.0  # seconds; on two idle cores a comment takes 0.2 to 0.4
RESTS = 20.0  # seconds without asking after a failure: it is loading, or there is none
BREATH = 4.0  # after one that was too slow: the machine is busy, the server is well


class Embedder:
    """`url` ends before /embeddings; `model` names the weights that the vectors belong to (the hash's beginning)."""

    def __init__(self, url: str, key: str, model: str) -> None:
        self.model = model
        self._rests_until = 0.0
        self._turn = asyncio.Semaphore(2)
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {key}"},
            timeout=httpx.Timeout(PATIENCE, connect=0.5),
            trust_env=False,
        )

    async def embed(self, text: str) -> Meaning | None:
        """The text's meaning; None where no server answers in good time."""
        clock = asyncio.get_running_loop().time
        if clock() < self._rests_until:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                await self._turn.acquire()
        except TimeoutError:
            return None  # others are being read; the server is well
        try:
            return await self._asked(text)
        except (httpx.HTTPError, ValueError, LookupError, TypeError) as fault:
            told = fault.response.status_code if isinstance(fault, httpx.HTTPStatusError) else 500
            if told in (401, 403) or told >= 500:  # another answer is about this text, not about the server
                slow = isinstance(fault, httpx.ReadTimeout)
                self._rests_until = clock() + (BREATH if slow else RESTS)
            return None
        finally:
            self._turn.release()

    async def ready(self, seconds: float) -> bool:
        """Whether the server has loaded, waiting for it at most so long; a command has time for that."""
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while True:
            try:
                if (await self._client.get("health")).is_success:
                    self._rests_until = 0.0
                    return True
            except httpx.HTTPError:
                pass
            if clock() >= until:
                return False
            await asyncio.sleep(0.25)

    async def _asked(self, text: str) -> Meaning:
        got = await self._client.post("embeddings", json={"input": text, "model": "embedding"})
        got.raise_for_status()
        return Meaning(self.model, tuple(float(part) for part in got.json()["data"][0]["embedding"]))

    async def close(self) -> None:
        await self._client.aclose()
