"""The limited child: reads one program from standard input, runs it, prints one JSON line. Imports nothing of ours.

Started as a file with `python -I`, never imported. What the program names is imported first; then the doors shut, in
this order: limits, another user, the kernel's filter (no file opens, no process or thread starts), Python's audit hook,
and modules stripped of what leads to the system. The filter is the wall; what follows it makes the wall hard to reach."""

import builtins
import codecs
import contextlib
import ctypes
import io
import json
import math
import os
import resource
import sys
import time
import types
import warnings

MEMORY = 768 * 2**20
OUTPUT = 2000
NOBODY = 65534
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2  # include/uapi/linux/prctl.h, seccomp.h

# sympy imports these inside its functions, where no file can be opened any more. Some are missing in some versions.
_LATER = [
    "assumptions.facts", "assumptions.handlers.calculus", "assumptions.handlers.common",
    "assumptions.handlers.matrices", "assumptions.handlers.ntheory", "assumptions.handlers.order",
    "assumptions.handlers.sets", "assumptions.lra_satask", "assumptions.predicates.matrices",
    "assumptions.predicates.sets", "assumptions.satask", "assumptions.wrapper", "codegen.abstract_nodes",
    "codegen.ast", "codegen.pynodes", "combinatorics.galois", "combinatorics.permutations", "concrete.delta",
    "discrete.recurrences", "integrals.heurisch", "integrals.manualintegrate", "integrals.risch",
    "logic.algorithms.dpll", "logic.algorithms.dpll2", "logic.algorithms.lra_theory",
    "logic.algorithms.minisat22_wrapper", "matrices.expressions.applyfunc", "physics.units.util",
    "polys.dispersion", "polys.distributedmodules", "polys.domains.old_fractionfield",
    "polys.domains.old_polynomialring", "polys.domains.quotientring", "polys.numberfields.resolvent_lookup",
    "sets.handlers.add", "sets.handlers.functions", "sets.handlers.issubset", "sets.handlers.mul",
    "sets.handlers.power", "sets.setexpr", "tensor.array.array_derivatives",
    "tensor.array.expressions.arrayexpr_derivatives", "tensor.array.expressions.from_array_to_matrix",
    "tensor.array.expressions.from_indexed_to_array", "tensor.tensor",
]  # fmt: skip
_HEAVY = ("numpy", "scipy", "matplotlib", "IPython", "flint", "pycosat", "z3")  # sympy does without
_CODECS = ("ascii", "latin-1", "utf-16", "utf-32", "gbk", "gb18030", "big5")
# Modules that lead out: taken out of every other module, and out of sys.modules.
_OUT = frozenset(
    [
        "os", "posix", "posixpath", "ntpath", "genericpath", "_posixsubprocess", "subprocess", "ctypes",
        "_ctypes", "importlib", "_imp", "imp", "socket", "_socket", "select", "selectors", "shutil", "signal",
        "_signal", "fcntl", "gc", "resource", "threading", "_thread", "tempfile", "pathlib", "mmap", "site",
        "zipimport", "marshal", "pwd", "grp", "faulthandler", "runpy", "pkgutil", "pickle", "_pickle", "shelve",
        "urllib", "http", "multiprocessing", "asyncio", "platform", "webbrowser", "pydoc", "code", "codeop",
        "pdb", "glob", "fileinput",
    ]
)  # fmt: skip
_OF_SYS = [
    "_getframe", "byteorder", "exc_info", "float_info", "getdefaultencoding", "getrecursionlimit",
    "getrefcount", "getsizeof", "hash_info", "flags", "implementation", "int_info", "intern", "maxsize",
    "maxunicode", "platform", "stderr", "stdout", "version", "version_info", "warnoptions",
    "get_int_max_str_digits",
]  # fmt: skip
_EVENTS = frozenset(
    [
        "compile", "exec", "object.__getattr__", "object.__setattr__", "object.__delattr__", "builtins.id",
        "sys._getframe", "code.__new__", "function.__new__", "array.__new__", "sys.unraisablehook",
        "sys.excepthook",
    ]
)  # fmt: skip


def _limit(seconds: int) -> None:
    cpu = math.ceil(time.process_time()) + seconds  # what the imports took is not the program's
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
        resource.setrlimit(kind, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))
    sys.setrecursionlimit(2000)
    sys.set_int_max_str_digits(5000)


def _load(wanted: "list[tuple[str, list[str]]]", code: str) -> None:
    """Import what the program names, and what those modules import only when they are used."""
    names = [name for module, parts in wanted for name in (module, *(f"{module}.{part}" for part in parts))]
    roots = {module.split(".")[0] for module, _ in wanted}
    # Only these have modules inside; "math.pi" would be looked up on the disk in vain.
    names = [name for name in names if "." not in name or name.split(".")[0] in ("sympy", "collections")]
    names += ["heapq"] * ("collections" in roots) + ["typing", "weakref"] * ("functools" in roots)
    names += ["_strptime"] * ("strptime" in code) + ["unicodedata"] * ("\\N" in code)
    if "sympy" in roots:
        sys.modules.update(dict.fromkeys(_HEAVY))  # type: ignore[arg-type]  # None: not to be found
        names += ["atexit", *(f"sympy.{name}" for name in _LATER)]  # atexit for weakref.finalize
    for name in names:
        with contextlib.suppress(ImportError):
            __import__(name)
    for absent in [name for name, module in sys.modules.items() if module is None]:
        del sys.modules[absent]
    if "code(" in code:
        for codec in _CODECS:
            codecs.lookup(codec)
    time.localtime()  # the zone's file is read here, once


def _become_nobody() -> None:
    # Where root may not (a container without the capability), the filter alone has to do, and does.
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)


def seal(code: bytes) -> bool:
    """Load the filter into the kernel, for this process and for good. False where it does not hold."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))

    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
    program = Program(len(code) // 8, code)
    if (
        not code
        or prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        or prctl(_SET_SECCOMP, _FILTER, ctypes.addressof(program), 0, 0)
    ):
        return False
    try:
        os.stat("/")
    except PermissionError:
        return True
    return False


def _guard() -> None:
    """Refuse every audited event but a few. A hook cannot be taken off again."""
    known = sys.modules

    def hook(event: str, arguments: "tuple[object, ...]") -> None:
        if event == "import" and arguments[0] not in known:
            raise ModuleNotFoundError(f"No module named {arguments[0]!r}")
        if event != "import" and event not in _EVENTS:
            raise PermissionError(event)

    sys.addaudithook(hook)


def _strip() -> None:
    """Take the modules that lead to the system out of all others, as far as these run without them."""
    fewer = types.ModuleType("sys")
    vars(fewer).update({name: getattr(sys, name) for name in _OF_SYS}, modules={"warnings": warnings})
    terminal = types.ModuleType("shutil")  # sympy's pretty print asks how wide it is
    width = os.terminal_size((80, 24))
    vars(terminal).update(get_terminal_size=lambda *_, **__: width)
    standing_in = {"sys": fewer, "shutil": terminal}
    for name, module in list(sys.modules.items()):
        root = name.split(".")[0]
        if root.startswith("_frozen") or root in ("sys", "__main__", "importlib"):
            continue
        space = vars(module)
        for key, value in list(space.items()):
            if isinstance(value, types.ModuleType) and key != "__builtins__":
                if value.__name__ in standing_in:
                    space[key] = standing_in[value.__name__]
                elif value.__name__.split(".")[0] in _OUT:
                    del space[key]
    for name in list(sys.modules):
        if name.split(".")[0] in (*_OUT, "sys", "_frozen_importlib", "_frozen_importlib_external"):
            del sys.modules[name]
    sys.meta_path.clear()
    sys.path_hooks.clear()
    sys.path.clear()
    for name in ("open", "input", "breakpoint", "help", "exit", "quit"):
        vars(builtins).pop(name, None)


class _Modules:
    """The modules that the program sees: public names only, none of `without`, no other module."""

    def __init__(self, wanted: "list[tuple[str, list[str]]]", without: "set[str]") -> None:
        self._without = without
        self._made: dict[str, types.ModuleType] = {}
        for module, parts in wanted:
            for name in (module, *(f"{module}.{part}" for part in parts)):
                if isinstance(sys.modules.get(name), types.ModuleType):
                    self._make(name)

    def _make(self, name: str) -> types.ModuleType:
        if name in self._made:
            return self._made[name]
        real, root = vars(sys.modules[name]), name.split(".")[0]
        made = self._made[name] = types.ModuleType(name)
        for key, value in real.items():
            if key.startswith("_") or key in self._without:
                continue
            if not isinstance(value, types.ModuleType):
                setattr(made, key, value)
            elif name == root and value.__name__ == f"{root}.{key}" and root in ("sympy", "collections"):
                setattr(made, key, self._make(value.__name__))
        if "__all__" in real:
            vars(made)["__all__"] = [key for key in real["__all__"] if hasattr(made, key)]
        if name == "functools":  # wraps() takes the names of attributes to read; the usual ones are enough
            made.wraps = lambda wrapped: real["partial"](real["update_wrapper"], wrapped=wrapped)  # type: ignore[attr-defined]
        if "." in name:
            above, _, last = name.rpartition(".")
            setattr(self._make(above), last, made)
        return made

    def fetch(self, name: str, space: object = None, local: object = None, parts: "tuple[str, ...]" = (),
              level: int = 0) -> types.ModuleType:  # fmt: skip
        """What `import` calls."""
        if name in self._made:
            return self._made[name if parts else name.split(".")[0]]
        # Code in C imports in the program's name ("time" for strftime), and takes the module from elsewhere.
        if name in sys.modules:
            return types.ModuleType(name)
        raise ModuleNotFoundError(f"No module named {name!r}")


class _Output(io.StringIO):
    """What is printed, as far as it is shown: an endless print must end by its time, not by its memory."""

    def write(self, text: str) -> int:
        if self.tell() <= 2 * OUTPUT:
            super().write(text[: 2 * OUTPUT])
        return len(text)


def _show(value: object) -> str:
    try:
        return str(value)[:OUTPUT]
    except Exception as error:  # the program's own object may raise anything
        return type(error).__name__


def _run(code: str, modules: _Modules, without: "set[str]") -> "dict[str, str]":
    answer = {"output": "", "value": "", "error": ""}
    kept = {name: value for name, value in vars(builtins).items() if name not in without and name[0] != "_"}
    kept |= {"__build_class__": __build_class__, "__debug__": True, "__import__": modules.fetch}
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    space = vars(main)
    space |= {"__builtins__": kept}
    try:
        exec(compile(code, "program", "exec"), space)
    except SystemExit:
        pass
    except BaseException as error:
        answer["error"] = f"{type(error).__name__}: {_show(error)}"[:200]
    if "ans" in space:
        answer["value"] = _show(space["ans"])
    return answer


def main() -> None:
    """Read {code, imports, without, not_built_in, seconds, filter, unconfined}, answer {output, value, error}."""
    job = json.load(sys.stdin)
    leave, say, dump = os._exit, sys.stdout, json.dumps
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    _load(job["imports"], job["code"])
    _limit(int(job["seconds"]))
    _become_nobody()
    if not seal(bytes.fromhex(job["filter"])) and not job["unconfined"]:
        say.write(dump({"output": "", "value": "", "error": "refused: no sandbox"}))
    else:
        out = sys.stdout = _Output()
        sys.stderr = _Output()
        modules = _Modules(job["imports"], set(job["without"]))
        _guard()
        _strip()
        answer = _run(job["code"], modules, set(job["not_built_in"]))
        answer["output"] = out.getvalue()[:OUTPUT].rstrip()
        say.write(dump(answer))
    say.flush()
    leave(0)


if __name__ == "__main__":
    main()
