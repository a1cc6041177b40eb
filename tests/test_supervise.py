"""Real processes: restarts, stops, and nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dazi.errors import ConfigError
from dazi.supervise import Child, Supervisor

ROOT = Path(__file__).parents[1]
SUPERVISE = """
import sys
from dazi.supervise import Child, Supervisor
children = [Child(n, (sys.executable, "-u", "-c", p), once=n.startswith("task")) for n, p in zip(sys.argv[1::2], sys.argv[2::2])]
Supervisor(children, grace=1.0).run()
"""
# A child that writes its pid, stays, and ends with its parent.
STAY = """
import os, sys, time
from dazi.supervise import die_with_parent
die_with_parent()
open({path!r}, "a").write(f"{{os.getpid()}}\\n")
print("hello", flush=True)
time.sleep(60)
"""
DEAF = STAY.replace(
    "die_with_parent()\n",
    "die_with_parent()\nimport signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n",
    1,
)
TASK = "import os, sys, time; open({path!r}, 'a').write(f'{{os.getpid()}}\\n'); print('done', end='')"


def pids(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def until(true: Callable[[], bool]) -> None:
    for _ in range(1500):
        if true():
            return
        time.sleep(0.01)
    raise TimeoutError


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []

    def start(**children: str) -> subprocess.Popen[bytes]:
        arguments = [part for pair in children.items() for part in pair]
        made = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, *arguments],
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
        )
        processes.append(made)
        return made

    yield start
    for process in processes:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


Start = Callable[..., "subprocess.Popen[bytes]"]


def test_a_child_that_is_killed_comes_back(started: Start, tmp_path: Path) -> None:
    started(web=STAY.format(path=str(tmp_path / "web")))
    until(lambda: len(pids(tmp_path / "web")) == 1)
    os.kill(pids(tmp_path / "web")[0], signal.SIGKILL)
    until(lambda: len(pids(tmp_path / "web")) == 2)


def test_sigterm_ends_all_and_even_the_deaf(started: Start, tmp_path: Path) -> None:
    supervisor = started(
        web=STAY.format(path=str(tmp_path / "web")), deaf=DEAF.format(path=str(tmp_path / "deaf"))
    )
    until(lambda: len(pids(tmp_path / "web") + pids(tmp_path / "deaf")) == 2)
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(15) == 0
    assert not any(alive(pid) for pid in pids(tmp_path / "web") + pids(tmp_path / "deaf"))
    assert supervisor.stderr is not None
    assert b"web    | hello\n" in supervisor.stderr.read()


def test_kill_9_of_the_supervisor_ends_the_children(started: Start, tmp_path: Path) -> None:
    supervisor = started(
        web=STAY.format(path=str(tmp_path / "web")), worker=STAY.format(path=str(tmp_path / "worker"))
    )
    until(lambda: len(pids(tmp_path / "web") + pids(tmp_path / "worker")) == 2)
    supervisor.kill()
    until(lambda: not any(alive(pid) for pid in pids(tmp_path / "web") + pids(tmp_path / "worker")))


def test_a_task_runs_once_and_the_supervisor_ends_with_the_last_task(started: Start, tmp_path: Path) -> None:
    supervisor = started(task=TASK.format(path=str(tmp_path / "task")))
    assert supervisor.wait(15) == 0
    assert len(pids(tmp_path / "task")) == 1
    assert supervisor.stderr is not None
    assert b"task   | done\n" in supervisor.stderr.read()


def test_a_program_that_does_not_exist_is_named() -> None:
    with pytest.raises(ConfigError) as caught:
        Supervisor([Child("web", ("/nowhere/dazi",))]).run()
    assert caught.value.arguments == {"name": "web", "program": "/nowhere/dazi"}


def test_a_child_by_hand_outlives_an_empty_standard_input(tmp_path: Path) -> None:
    program = "from dazi.supervise import die_with_parent; import time; die_with_parent(); time.sleep(0.3); print('here')"
    done = subprocess.run(
        [sys.executable, "-c", program], stdin=subprocess.DEVNULL, capture_output=True, cwd=ROOT, check=False
    )
    assert done.stdout == b"here\n"
