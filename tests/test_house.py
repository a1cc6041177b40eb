"""The house's rules, held by reading the source: ranks, sizes, imports, who may make a Reply."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1] / "dazi"

# Lower never imports higher; names of one rank reach each other through ports only. "testing" is for adapter authors.
RANKS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("calls", "child"),
    ("types",),
    ("text", "label", "words", "pictures", "bonds"),
    ("ports", "crowd"),
    (
        "persona", "safety", "models", "video", "clips", "memory", "trends", "search", "feed", "platforms", "store", "queue",
        "sandbox", "marks", "stickers", "faces", "album", "gather", "control", "decide", "decide_features", "decide_meaning",
        "decide_rules", "skills",
    ),
    ("work",),
    ("sending",),
    # The last three draw with the sticker painter's pens.
    ("pipeline", "routing", "config", "metrics", "log", "spans", "otlp", "cards", "touch", "reveals"),
    ("adapters",),
    ("house",),
    ("app", "testing"),
    ("plan", "again"),
    ("worker", "web", "supervise", "sight"),
    ("cli",),
)  # fmt: skip
RANK = {name: rank for rank, names in enumerate(RANKS) for name in names}
# Plain parts of one concern that may be two files: what the decider sees, its rules and itself, the control
# path and the gathering that the pipeline calls, the label that the text's fingerprint leaves out.
NEIGHBOURS = {
    ("decide", "decide_features"),
    ("decide", "decide_meaning"),
    ("decide", "decide_rules"),
    ("decide_meaning", "decide_features"),
    ("decide_rules", "decide_features"),
    ("text", "label"),
    ("words", "text"),
}

LONGEST_MODULE, LONGEST_FUNCTION, DEEPEST = 400, 60, 4
_BLOCKS = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def modules() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py"))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{one.name}" for one in node.names]
    return [name for name in found if name == "dazi" or name.startswith("dazi.")]


def test_every_module_has_a_rank_and_imports_only_lower_ones() -> None:
    faults = []
    for path in modules():
        own = name_of(path)
        if own == "__init__" or path.name == "__main__.py":
            continue
        assert own in RANK, f"{path.relative_to(ROOT)} has no rank: put it into RANKS"
        for name in imported(tree_of(path)):
            other = name.split(".")[1] if "." in name else ""
            if other in ("", own, "__version__") or (own, other) in NEIGHBOURS:
                continue
            if RANK.get(other, -1) >= RANK[own]:
                faults.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not faults, "\n".join(faults)


def test_modules_and_functions_keep_their_sizes() -> None:
    faults = []
    for path in modules():
        text = path.read_text("utf-8")
        if (lines := text.count("\n")) > LONGEST_MODULE:
            faults.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    faults.append(f"{path.relative_to(ROOT)}:{node.name}: {length} lines")
                if (depth := nesting(node)) > DEEPEST:
                    faults.append(f"{path.relative_to(ROOT)}:{node.name}: nested {depth} deep")
    assert not faults, "\n".join(faults)


def nesting(node: ast.AST, depth: int = 0) -> int:
    """How deep blocks stand in each other; an elif stands beside its if, not in it."""
    deepest = depth
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or not isinstance(
                child, ast.AST
            ):
                continue
            chained = (
                isinstance(node, ast.If)
                and field == "orelse"
                and isinstance(child, ast.If)
                and len(value) == 1
            )
            deepest = max(deepest, nesting(child, depth + (isinstance(child, _BLOCKS) and not chained)))
    return deepest


def test_packages_are_one_folder_deep_and_modules_say_what_they_are() -> None:
    for path in modules():
        assert len(path.relative_to(ROOT).parts) <= 2, f"{path.relative_to(ROOT)} lies too deep"
        assert ast.get_docstring(tree_of(path)), f"{path.relative_to(ROOT)} says nothing of itself"


def test_nothing_of_ours_is_imported_inside_a_function() -> None:
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert not imported(node), f"{path.relative_to(ROOT)}:{node.name} imports {imported(node)}"


def test_no_import_cycle() -> None:
    graph: dict[str, set[str]] = {}
    names = {".".join(("dazi", *path.relative_to(ROOT).with_suffix("").parts)): path for path in modules()}
    for name, path in names.items():
        targets = set()
        for target in imported(tree_of(path)):
            while target not in names and "." in target:
                target = target.rsplit(".", 1)[0]
            if target in names and target != name:
                targets.add(target)
        graph[name] = targets
    state: dict[str, int] = {}

    def visit(name: str, way: list[str]) -> None:
        state[name] = 1
        for target in sorted(graph[name]):
            assert state.get(target) != 1, " -> ".join([*way, name, target])
            if target not in state:
                visit(target, [*way, name])
        state[name] = 2

    for name in sorted(graph):
        if name not in state:
            visit(name, [])


def test_only_release_makes_a_reply() -> None:
    for path in modules():
        if path.relative_to(ROOT).as_posix() == "safety/release.py":
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call):
                made = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                assert made != "Reply", f"{path.relative_to(ROOT)}:{node.lineno} makes a Reply"


def test_ports_are_small() -> None:
    for node in tree_of(ROOT / "ports.py").body:
        if isinstance(node, ast.ClassDef):
            methods = [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]
            assert len(methods) <= 8, f"{node.name} has {len(methods)} methods"


def test_broad_excepts_stand_in_the_worker_and_the_web_alone() -> None:
    # sandbox/child.py runs a stranger's program: whatever that raises is its answer, not our failure.
    allowed = ("worker.py", "web", "sandbox/child.py")
    for path in modules():
        place = path.relative_to(ROOT).as_posix()
        if place.startswith(allowed):
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = node.type.id if isinstance(node.type, ast.Name) else ""
                assert node.type is not None and caught not in ("Exception", "BaseException"), (
                    f"{place}:{node.lineno}"
                )
