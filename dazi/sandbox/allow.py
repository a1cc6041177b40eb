"""The allow-list of syntax for small programs; it knows Python's grammar and nothing of processes."""

from __future__ import annotations

import ast
import re

MODULES = frozenset(
    [
        "math", "cmath", "sympy", "fractions", "decimal", "itertools", "functools", "collections", "datetime",
        "statistics", "re", "random", "string", "heapq", "bisect", "operator", "calendar", "json", "time",
        "textwrap",
    ]
)  # fmt: skip
# Modules that lead to the system; as an attribute or an imported name they are a way round the list.
_SYSTEM = frozenset(
    [
        "os", "sys", "posix", "posixpath", "subprocess", "ctypes", "importlib", "builtins", "inspect", "socket",
        "shutil", "threading", "multiprocessing", "asyncio", "gc", "tempfile", "pathlib", "fcntl", "mmap",
        "marshal", "pickle", "linecache", "tokenize", "dataclasses", "typing", "modules",
    ]
)  # fmt: skip
# Names that reach around the list (some read any attribute by its name), and sympy's entries that evaluate a string.
_NAMES = frozenset(
    [
        "eval", "exec", "compile", "open", "input", "breakpoint", "globals", "locals", "vars", "getattr",
        "setattr", "delattr", "help", "memoryview", "exit", "quit", "attrgetter", "methodcaller", "itemgetter",
        "Formatter", "update_wrapper", "sympify", "parse_expr", "lambdify", "S", "preview", "plot",
        "init_printing", "codegen", "autowrap",
    ]
)  # fmt: skip
_ATTRIBUTES = (_NAMES - {"compile"}) | frozenset(  # re.compile is no way out
    [
        "format", "format_map", "f_globals", "f_locals", "f_builtins", "f_back", "f_code", "gi_frame",
        "gi_code", "cr_frame", "cr_code", "ag_frame", "ag_code", "tb_frame", "tb_next", "external", "utilities",
        "testing", "parsing", "interactive", "plotting", "sleep",
    ]
)  # fmt: skip
# What the child leaves out of the modules, and out of the built-in names, that it hands to a program.
WITHOUT = _ATTRIBUTES | _SYSTEM
NOT_BUILT_IN = _NAMES
_INSIDE = frozenset(["sympy", "collections"])  # the only ones with modules inside that a program needs
_DUNDER = re.compile(r"__\w*[^\W\d_]")  # "____" is a line, "__class__" a way out
_NODES: tuple[type[ast.AST], ...] = (
    ast.Module, ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.For, ast.While, ast.If, ast.Break, ast.Continue,
    ast.Pass, ast.FunctionDef, ast.Return, ast.Lambda, ast.arguments, ast.arg, ast.Call, ast.keyword, ast.Name,
    ast.Load, ast.Store, ast.Del, ast.Delete, ast.Attribute, ast.Subscript, ast.Slice, ast.Constant, ast.BinOp,
    ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp, ast.comprehension, ast.JoinedStr, ast.FormattedValue, ast.Starred, ast.Import,
    ast.ImportFrom, ast.alias, ast.Try, ast.ExceptHandler, ast.Raise, ast.Assert, ast.ClassDef, ast.Yield,
    ast.YieldFrom, ast.Global, ast.Nonlocal, ast.NamedExpr, ast.operator, ast.unaryop, ast.boolop, ast.cmpop,
)  # fmt: skip
LONGEST = 4000  # characters of a program


def why_not(code: str) -> str | None:
    """Why a program may not run ("syntax", "long", or the node or name that is not allowed), or None."""
    if len(code) > LONGEST:
        return "long"
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "syntax"
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            return type(node).__name__
        if bad := _forbidden(node):
            return bad
    return None


def imports(code: str) -> list[tuple[str, list[str]]]:
    """The modules that an allowed program names, each with the names it takes from it (some may be modules too)."""
    found: list[tuple[str, list[str]]] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += [(one.name, []) for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, [one.name for one in node.names if one.name != "*"]))
    return found


def _forbidden(node: ast.AST) -> str | None:
    if isinstance(node, ast.Import):
        return next((one.name for one in node.names if not _importable(one.name)), None)
    if isinstance(node, ast.ImportFrom):
        if node.level or not node.module or not _importable(node.module):
            return node.module or "."
        return next((one.name for one in node.names if _hidden(one.name)), None)
    if isinstance(node, ast.Name):
        refused = node.id in _NAMES or (node.id.startswith("__") and node.id != "__name__")
        return node.id if refused else None
    if isinstance(node, ast.Attribute):
        return node.attr if _hidden(node.attr) and node.attr != "__init__" else None
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != "__main__":
        return "__" if _DUNDER.search(node.value) else None
    return None


def _importable(name: str) -> bool:
    root, *inside = name.split(".")
    return root in MODULES and (not inside or root in _INSIDE) and not any(map(_hidden, inside))


def _hidden(name: str) -> bool:
    return name.startswith("_") or name in WITHOUT
