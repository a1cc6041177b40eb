"""Looking at the environment, the machine and the network for discover.py, each look bounded to a few seconds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import httpx

from dazi.models.cache import whole
from dazi.models.catalog import Model, catalog
from dazi.models.discover import Local, Machine, Probes, ollama_url
from dazi.models.endpoint import Endpoint
from dazi.models.hubs import answering

GIB = 1 << 30


def probes() -> Probes:
    """The real looks."""
    return Probes(os.environ, served, ollama, hub, lambda model: whole(model) is not None, machine)


def served(url: str, key: str) -> Sequence[str] | None:
    """The models that an OpenAI-compatible address lists; None when it does not answer within three seconds."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    proxied = not Endpoint("", url, "").local
    try:
        answer = httpx.get(f"{url}/models", headers=headers, timeout=3.0, trust_env=proxied)
    except (httpx.HTTPError, httpx.InvalidURL):
        return None
    if answer.status_code in (401, 403):
        raise PermissionError(url)
    try:
        return tuple(str(one["id"]) for one in answer.json()["data"])
    except (ValueError, KeyError, TypeError):
        return ()  # it answers but keeps no list


def ollama() -> Sequence[Local] | None:
    """The models of a local Ollama; None when none answers within 0.3 s."""
    try:
        answer = httpx.get(f"{ollama_url(os.environ)}/api/tags", timeout=0.3, trust_env=False)
        return tuple(Local(str(one["name"]), _billions(one)) for one in answer.json()["models"])
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return None


def hub(model: Model) -> str | None:
    """The first hub that hands out the model's weights, found out within three seconds."""
    return next(iter(answering(catalog().hubs, model.weights)), None)


def machine() -> Machine:
    """This machine, or the container's limits where they are tighter."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limit = _number(Path("/sys/fs/cgroup/memory.max"))
    return Machine(min(pages, limit or pages) / GIB, len(os.sched_getaffinity(0)))


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _billions(row: dict[str, object]) -> float:
    details = row.get("details")
    size = str(details.get("parameter_size", "")) if isinstance(details, dict) else ""
    try:
        return float(size[:-1]) * {"B": 1.0, "M": 0.001}.get(size[-1:].upper(), 0.0)
    except ValueError:
        return 0.0
