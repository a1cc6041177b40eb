"""The limited child: reads one program from standard input, runs it, prints one JSON line. Imports nothing of ours.

Started as a file with `python -I`, never imported. Limits come before the program: memory, processor time, no file
written, and an audit hook (it cannot be taken off again) that lets only modules be read."""

import builtins
import contextlib
import io
import json
import os
import resource
import sys

MEMORY = 768 * 2**20
OUTPUT = 2000


def _readable() -> "tuple[str, ...]":
    roots = {os.path.realpath(path) for path in sys.path if path} | {os.path.realpath(sys.base_prefix)}
    return tuple(sorted(root + os.sep for root in roots))


def _guard(roots: "tuple[str, ...]") -> None:
    forbidden = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile",
                 "ctypes.", "shutil.", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
                 "os.chmod", "os.chown", "os.kill", "os.putenv", "pty.", "signal.", "syslog.", "urllib.", "ftplib.",
                 "http.", "smtplib.", "sqlite3.", "webbrowser.", "winreg.", "mmap.", "fcntl.", "resource.", "gc.",
                 "os.listxattr", "os.setxattr", "sys._current_frames", "sys.setprofile", "sys.settrace")  # fmt: skip
    ends = (".py", ".pyc", ".so")

    def hook(event: str, arguments: "tuple[object, ...]") -> None:
        if event.startswith(forbidden):
            raise PermissionError(event)
        if event == "open":
            path, mode = arguments[0], arguments[1]
            reads = isinstance(path, str) and (mode is None or mode in ("r", "rb"))
            module = reads and str(path).endswith(ends) and os.path.realpath(str(path)).startswith(roots)
            if not module:
                raise PermissionError(event)

    sys.addaudithook(hook)


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(2000)
    sys.set_int_max_str_digits(5000)


def _show(value: object) -> str:
    try:
        return str(value)[:OUTPUT]
    except Exception as error:  # the program's own object may raise anything
        return type(error).__name__


def main() -> None:
    seconds = int(sys.argv[1])
    code = sys.stdin.read()
    _limit(seconds)
    if "sympy" in code:
        __import__("sympy")  # before the guard: it looks for optional packages while it is imported
    _guard(_readable())
    out, answer = io.StringIO(), {"output": "", "value": "", "error": ""}
    space: dict[str, object] = {"__name__": "__main__", "__builtins__": builtins}
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(code, "program", "exec"), space)
        except SystemExit:
            pass
        except BaseException as error:
            answer["error"] = f"{type(error).__name__}: {_show(error)}"[:200]
    if "ans" in space:
        answer["value"] = _show(space["ans"])
    answer["output"] = out.getvalue()[:OUTPUT].rstrip()
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
