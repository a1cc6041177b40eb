"""Attacks on the limited child, past the list of syntax: what a program tries must fail in the kernel too."""

import asyncio
import json
import os
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

import pytest

import dazi.sandbox.runner
from dazi.ports import Ran
from dazi.sandbox.filter import filter_for
from dazi.sandbox.runner import Sandbox, confined

CHILD = Path(dazi.sandbox.runner.__file__).with_name("child.py")
# The real builtins and every class, as an attacker finds them who got past the list.
REAL = "b = print.__self__\nget = b.getattr\nkinds = object.__subclasses__()\n"

# Runs with the kernel's filter alone: each attempt, and what came of it.
SEALED = """
import ctypes, importlib.util, json, os, signal, socket, subprocess, sys, threading, mmap, _posixsubprocess
spec = importlib.util.spec_from_file_location("child", sys.argv[1])
child = importlib.util.module_from_spec(spec)
spec.loader.exec_module(child)
target = sys.argv[2]
held = os.open(target, os.O_RDWR)
call = ctypes.CDLL(None, use_errno=True).syscall
def raw(*numbers):
    if call(*numbers) == -1:
        raise OSError(ctypes.get_errno(), "")
x32 = 0x40000000
assert child.seal(bytes.fromhex(sys.argv[3]))
attempts = {
    "open": lambda: open("/etc/passwd").read(),
    "open to cut": lambda: os.open(target, os.O_WRONLY | os.O_TRUNC),
    "create": lambda: os.open(target + ".new", os.O_WRONLY | os.O_CREAT),
    "truncate": lambda: os.truncate(target, 0),
    "cut what is open": lambda: os.ftruncate(held, 0),
    "write what is open": lambda: os.write(held, b"x"),
    "read what is open": lambda: os.read(held, 1),
    "map what is open": lambda: mmap.mmap(held, 0),
    "list": lambda: os.listdir("/"),
    "unlink": lambda: os.unlink(target),
    "rename": lambda: os.rename(target, target + ".new"),
    "chmod": lambda: os.chmod(target, 0o777),
    "stat": lambda: os.stat(target),
    "readlink": lambda: os.readlink("/proc/self/exe"),
    "fork": os.fork,
    "run": lambda: subprocess.run(["/bin/true"]),
    "execve": lambda: os.execv("/bin/true", ["true"]),
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "socket": lambda: socket.socket(),
    "pair": lambda: socket.socketpair(),
    "pipe": os.pipe,
    "kill": lambda: os.kill(os.getppid(), signal.SIGTERM),
    "memory file": lambda: os.memfd_create("x"),
    "code": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC),
    "user": lambda: os.setuid(0),
    "ptrace": lambda: raw(101, 0, 0, 0, 0),
    "io_uring": lambda: raw(425, 1, 0),
    "mount": lambda: raw(165, 0, 0, 0, 0, 0),
    "unshare": lambda: raw(272, 0x10000000),
    "x32 open": lambda: raw(x32 + 2, b"/etc/passwd", 0),
    "x32 fork": lambda: raw(x32 + 57),
}
said = {}
for name, attempt in attempts.items():
    try:
        said[name] = repr(attempt())
    except OSError as error:
        said[name] = error.errno
try:
    threading.Thread(target=print).start()
    said["thread"] = "started"
except RuntimeError:
    said["thread"] = 1
print(json.dumps(said))
sys.stdout.flush()
os._exit(0)
"""


def test_the_kernel_refuses_by_itself(tmp_path: Path) -> None:
    if os.uname().machine != "x86_64":
        pytest.skip("the raw numbers are those of x86_64; test_filter.py reads the other machine's filter")
    target = tmp_path / "kept"
    target.write_text("kept")
    seal = filter_for("x86_64") or b""
    done = subprocess.run(
        [sys.executable, "-I", "-c", SEALED, str(CHILD), str(target), seal.hex()],
        capture_output=True, timeout=30, check=True,
    )  # fmt: skip
    said = json.loads(done.stdout)
    assert len(said) == 32 and set(said.values()) == {1}, {key: got for key, got in said.items() if got != 1}
    assert target.read_text() == "kept" and list(tmp_path.iterdir()) == [target]


async def tried(attempt: str, modules: list[str]) -> str:
    code = f"{REAL}try:\n    ans = ['reached', {attempt}]\nexcept BaseException as error:\n    ans = type(error).__name__"
    ran = await confined(code, [(name, []) for name in modules], 3)
    assert ran.error == ""
    return ran.value


@pytest.mark.parametrize(
    "attempt",
    [
        "b.__import__('os')", "b.__import__('sys').modules", "b.__import__('_posixsubprocess')", "b.__import__('ctypes')",
        "b.__import__('socket')", "b.__import__('importlib').import_module('os')", "b.open('/etc/passwd')",
        "b.__import__('io').open('/etc/passwd')", "b.__import__('random')._os", "b.__import__('collections')._sys.modules['os']",
        "b.__import__('functools').wraps.__globals__['__loader__'].get_data('/etc/passwd')",
        "[k for k in kinds if k.__name__ == 'BuiltinImporter'][0].load_module('posix').listdir('/')",
        "[k for k in kinds if k.__name__ == 'BuiltinImporter'][0].load_module('_thread').start_new_thread(print, ())",
        "b.__import__('io').FileIO('/etc/passwd')", "b.__import__('io').FileIO(1, 'w')",
    ],
)  # fmt: skip
async def test_no_path_in_python_leads_out(attempt: str) -> None:
    assert "reached" not in await tried(attempt, ["random", "functools", "collections"])


async def test_an_attempt_that_succeeds_would_be_seen() -> None:
    assert await tried("b.__import__('random').__name__", ["random"]) == "['reached', 'random']"


async def test_sys_found_in_the_importer_leads_no_further() -> None:
    # Python's own importer needs `sys`; the modules that lead out are gone from it.
    spaces = "[k for k in kinds if k.__name__ == '_ModuleLock'][0].__init__.__globals__"
    assert (await tried(f"{spaces}['sys'].modules['math'].pi", ["math"])).startswith("['reached', 3.14")
    assert await tried(f"{spaces}['sys'].modules['os']", ["math"]) == "KeyError"
    assert await tried(f"{spaces}['sys'].settrace(print)", ["math"]) == "PermissionError"


@pytest.mark.parametrize(
    "word", ["op' + 'en(\"/etc/hostname\").read()", "_' + '_import_' + '_(\"os\").listdir(\"/\")"]
)
async def test_a_string_that_sympy_evaluates_reaches_nothing(word: str) -> None:
    ran = await Sandbox().run(f"import sympy\nans = sympy.solve('{word}')")
    assert ran.value == "" and ran.error


async def test_a_child_that_never_stops_talking_is_cut_off() -> None:
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "while True: print('x' * 9999)", stdin=PIPE, stdout=PIPE, stderr=DEVNULL)  # fmt: skip
    said = await dazi.sandbox.runner._talk(child, b"")
    child.kill()
    await child.wait()
    assert 65536 < len(said) <= 3 * 65536


@pytest.mark.parametrize("said", [b"", b"{", b"[" * 60000, b"[1]", b"3", b"\xff"])
def test_a_forged_answer_is_no_answer(said: bytes) -> None:
    assert dazi.sandbox.runner._read(said, 0) == Ran(error="died")


def test_a_forged_answer_is_short_and_can_be_stored() -> None:
    forged = json.dumps({"output": "\ud800\0" + "x" * 9000, "value": [1], "error": "y" * 9000}).encode()
    ran = dazi.sandbox.runner._read(forged, 0)
    assert (
        ran.output.startswith("?x")
        and len(ran.output) < 2001
        and ran.value == "[1]"
        and len(ran.error) == 200
    )


async def test_without_a_filter_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dazi.sandbox.runner, "filter_for", lambda machine: None)
    assert (await Sandbox().run("ans = 1")).error == "refused: no sandbox"
    monkeypatch.setattr(dazi.sandbox.runner, "filter_for", lambda machine: b"")
    assert (await Sandbox().run("ans = 1")).error == "refused: no sandbox"
    monkeypatch.setenv("DAZI_PROGRAMS_UNCONFINED", "1")
    assert (await Sandbox().run("ans = 1")).value == "1"
