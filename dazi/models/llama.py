"""The embedded model's own process: llama.cpp's server on a loopback port, `python -m dazi.models.llama NAME --port N`.

It takes a catalog name (fetched first where it is missing) or a GGUF file, reports its progress as JSON lines on
standard output, and ends with its parent, when the pipe on its standard input closes. It knows nothing of Dazi's
other processes."""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import xllamacpp

from dazi.errors import DaziError
from dazi.models.catalog import catalog
from dazi.models.progress import Progress
from dazi.models.pull import pull

KEY = "DAZI_MODEL_KEY"  # the environment variable with the API key that the server then demands; unset: none


@dataclass(frozen=True, slots=True)
class Serving:
    """What to serve and how. `context` tokens are shared by `slots` answers at a time; `cache` is the memory in MiB
    for prefixes of prompts that are in no slot any more (llama.cpp's own default is 8 GiB); `alias` its model name."""

    weights: Path
    port: int
    projector: Path | None = None
    alias: str = ""
    context: int = 8192
    slots: int = 2
    threads: int = 0
    cache: int = 256


def serve(serving: Serving, key: str = "") -> xllamacpp.Server:
    """A running server; returns when the model is loaded, and holds the interpreter until then. Port 0 takes a free
    one, `listening_address` tells which. Raises RuntimeError where the file is no model or the port is taken."""
    threads = serving.threads or len(os.sched_getaffinity(0))
    params = xllamacpp.CommonParams()
    params.model.path = str(serving.weights)
    if serving.projector:
        params.mmproj.path = str(serving.projector)
    params.model_alias = {serving.alias or serving.weights.stem}
    params.hostnames, params.port = ["127.0.0.1"], serving.port
    params.n_ctx, params.n_parallel = serving.context, serving.slots
    params.kv_unified = True
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.cache_ram_mib = serving.cache
    params.n_ctx_checkpoints = 8  # of the state of models that are part recurrent (Qwen3.5): tens of MB each
    params.cors_origins, params.ui, params.offline = "http://127.0.0.1", False, True
    params.api_keys = [key] if key else []
    params.verbosity = 1
    return xllamacpp.Server(params)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until the parent is gone; 1 where the model cannot be had."""
    args = _parser().parse_args(arguments)
    os.nice(args.nice)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # at once, also while the loader holds the interpreter
    if not args.alone:
        _die_with_parent()
    name = args.alias or (Path(args.model).stem if Path(args.model).is_file() else args.model)
    try:
        weights, projector = _files(args)
        size = weights.stat().st_size
        _say(Progress("load", 0, size, None, name))
        serving = Serving(
            weights, args.port, projector, name, args.context, args.slots, args.threads, args.cache
        )
        server = serve(serving, os.environ.get(KEY, ""))
    except DaziError as fault:
        words = tuple((key, str(value)) for key, value in fault.arguments.items())
        _say(Progress("failed", name=name, code=fault.code, arguments=words))
        return 1
    except RuntimeError as fault:
        _say(Progress("failed", name=name, code="models.load", arguments=(("why", str(fault)),)))
        return 1
    _say(Progress("ready", size, size, 0.0, name), url=f"{server.listening_address}/v1")
    threading.Event().wait()
    return 0


def _files(args: argparse.Namespace) -> tuple[Path, Path | None]:
    if Path(args.model).is_file():
        return Path(args.model), Path(args.projector) if args.projector else None
    paths = pull(catalog().find(args.model), _say)
    return paths["weights"], paths.get("projector")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dazi.models.llama")
    parser.add_argument("model", help="a name of the catalog or a GGUF file")
    parser.add_argument("--projector", default="")
    parser.add_argument("--alias", default="")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--context", type=int, default=8192)
    parser.add_argument("--slots", type=int, default=2)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--cache", type=int, default=256)
    parser.add_argument("--nice", type=int, default=0)
    parser.add_argument("--alone", action="store_true", help="stay when standard input closes")
    return parser


def _say(progress: Progress, url: str = "") -> None:
    line = {**asdict(progress), "arguments": dict(progress.arguments)}
    print(json.dumps({**line, "url": url} if url else line, ensure_ascii=False), flush=True)


def _die_with_parent() -> None:
    """Fork a guard that kills this process when the pipe on standard input closes. A thread would not do: loading
    holds the interpreter for as long as it takes. The guard ends when this process does, by a pipe between them."""
    server = os.getpid()
    ours, theirs = os.pipe()
    if os.fork():
        os.close(ours)
        os.set_inheritable(theirs, False)
        return
    os.close(theirs)
    os.close(1)
    while True:
        ready, _, _ = select.select([0, ours], [], [])
        if ours in ready:
            os._exit(0)
        if not os.read(0, 4096):
            os.kill(server, signal.SIGKILL)
            os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
