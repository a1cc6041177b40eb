"""The allow-list of syntax for small programs; it knows Python's grammar and nothing of processes."""

from __future__ import annotations

import ast

MODULES = frozenset(
    [
        "math",
        "cmath",
        "sympy",
        "fractions",
        "decimal",
        "itertools",
        "functools",
        "collections",
        "datetime",
        "statistics",
        "re",
        "random",
        "string",
        "heapq",
        "bisect",
        "operator",
        "calendar",
        "textwrap",
        "json",
        "time",
        "typing",
        "dataclasses",
        "enum",
        "copy",
        "numbers",
    ]
)
# Names that reach around the list, and sympy's entries that evaluate a string as Python.
_NAMES = frozenset(
    [
        "eval",
        "exec",
        "compile",
        "open",
        "input",
        "breakpoint",
        "globals",
        "locals",
        "vars",
        "getattr",
        "setattr",
        "delattr",
        "help",
        "memoryview",
        "exit",
        "quit",
        "sympify",
        "parse_expr",
        "lambdify",
        "S",
        "preview",
        "plot",
        "init_printing",
        "codegen",
        "autowrap",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "format",
        "format_map",
        "sympify",
        "parse_expr",
        "lambdify",
        "preview",
        "plot",
        "sys",
        "os",
        "builtins",
        "modules",
        "f_globals",
        "f_locals",
        "gi_frame",
        "cr_frame",
        "tb_frame",
        "S",
        "codegen",
        "autowrap",
        "external",
        "utilities",
        "sleep",
    ]
)
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


def _forbidden(node: ast.AST) -> str | None:
    if isinstance(node, ast.Import):
        return next((one.name for one in node.names if one.name.split(".")[0] not in MODULES), None)
    if isinstance(node, ast.ImportFrom):
        if node.level or (node.module or "").split(".")[0] not in MODULES:
            return node.module or "."
        return next((one.name for one in node.names if one.name in _NAMES or one.name.startswith("_")), None)
    if (
        isinstance(node, ast.Name)
        and (node.id in _NAMES or node.id.startswith("__"))
        and node.id != "__name__"
    ):
        return node.id
    if isinstance(node, ast.Attribute) and (node.attr.startswith("_") or node.attr in _ATTRIBUTES):
        return node.attr if node.attr != "__init__" else None
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and "__" in node.value:
        return "__"
    if isinstance(node, ast.Pow | ast.LShift):
        return None  # bounded by the child's time and memory
    return None
