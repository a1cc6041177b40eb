"""Code in comments and in answers: found, run in the limited child, its output quoted; knows no prose."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dazi.ports import Kit, Ran
from dazi.text.normalise import fold

LINES = 12  # of a snippet in a reply
PYTHON = frozenset(["python", "py", "python3"])
_FENCE = re.compile(r"```([a-zA-Z+#]*)[ \t]*\n?(.*?)```", re.DOTALL)
_TICKS = re.compile(r"`([^`\n]{4,400})`")
_ASCII = re.compile(r"[A-Za-z_\[({'\"][\x20-\x7e\n]{5,}")
_ABOUT = re.compile(
    r"什么是|是什么|是啥|难[吗不学]|好学|区别|值得|前景|有用吗|能干嘛|学多久|就业|先学|为什么叫|\bwhat is\b|\bwhat's\b|\bdifference\b|\bworth\b|\bhard to learn\b|\bvs\b"
)
_HOW = re.compile(
    r"(?:怎么|咋|如何)(?:写|用|弄|搞|实现|做|办)|写个|写一个|写一?段|帮我写|用(?=css|js|python|sql|excel|git|java|html)|代码|语句|命令|函数|公式|\b(?:write|code|function|program|command|query|give|show|example)\b"
)
_STARTS = re.compile(r"(?:for|while|def|if|class|print|import|try)\b.*[(:=]")
_CODING = re.compile(
    r"代码|编程|python|javascript|typescript|java(?![a-z])|c\+\+|c语言|golang|html|css|正则|写个函数|函数怎么写|脚本|pandas|numpy|vlookup|递归怎么写|冒泡排序|快速排序|二分查找|报错|bug怎么|excel.{0,12}(?:公式|函数)"
    r"|(?<![a-z])(?:rust|sql|mysql|git|bash|shell|linux|docker|js|regex|regexp)(?![a-z])"
    r"|\bcode\b|\bfunction (?:to|that)\b|\bscript\b|\balgorithm\b",
    re.IGNORECASE,
)
_LANGUAGES = re.compile(
    r"python|javascript|typescript|(?<![a-z])js(?![a-z])|java|c\+\+|c语言|golang|rust|sql|html|css|bash|shell|linux|(?<![a-z])git(?![a-z])|正则|regex|excel"
)
_SHORT = {"javascript": "js", "typescript": "ts", "c语言": "c", "c++": "cpp", "golang": "go", "shell": "bash", "linux": "bash", "git": "bash", "正则": "text", "regex": "text", "excel": "text"}  # fmt: skip
_WHY = re.compile(
    r"为什么|为啥|怎么改|错在|解释|什么意思|咋改|\bwhy\b|\bfix\b|\bexplain\b|\bwrong\b", re.IGNORECASE
)


def find_snippet(text: str) -> str | None:
    """A Python snippet that a comment holds: fenced, in backticks, or obviously one; None without."""
    if fence := _FENCE.search(text):
        return fence[2].strip() if fence[1].lower() in ("", *PYTHON) else None
    for found in (*_TICKS.findall(text), *_ASCII.findall(text)):
        code = _program(found)
        if code:
            return code
    return None


def _program(text: str) -> str | None:
    """The text, or its longest head, where it is a program that does something."""
    lines = text.strip().splitlines()
    for end in range(len(lines), 0, -1):
        code = "\n".join(lines[:end]).strip().rstrip("?.! ")
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        return code if _does_something(tree) else None
    return None


def _does_something(tree: ast.Module) -> bool:
    loops = (
        ast.For,
        ast.While,
        ast.FunctionDef,
        ast.ClassDef,
        ast.ListComp,
        ast.DictComp,
        ast.Import,
        ast.ImportFrom,
    )
    for node in ast.walk(tree):
        if isinstance(node, loops):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _KNOWN:
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return True
    return False


_KNOWN = frozenset(
    ["print", "len", "sum", "sorted", "range", "list", "dict", "set", "tuple", "map", "filter", "zip", "max", "min", "int", "str", "float", "round", "type", "bool", "open", "eval", "exec", "input", "__import__"]
)  # fmt: skip


def syntax_error(text: str) -> str:
    """What Python says of a fragment in a comment that looks like a program and does not parse; empty without one."""
    for found in (*_TICKS.findall(text), *_ASCII.findall(text)):
        code = found.strip().rstrip("?. ")
        if not _STARTS.match(code):
            continue
        try:
            ast.parse(code)
        except SyntaxError as error:
            return error.msg
        except (ValueError, RecursionError, MemoryError):
            continue
    return ""


_WIDE = str.maketrans("（）：，“”‘’；［］｛｝", "():,\"\"'';[]{}")
_CLOSERS = {"(": ")", "[": "]", "{": "}"}


def mended(text: str) -> str:
    """A fragment that does not parse, with the one sign put in that it lacks (a colon, a closing bracket, a plain
    sign for a wide one, "==" for "=" in a condition), laid out as Python lays it out; empty where that is not enough."""
    for found in (*_TICKS.findall(text), *_ASCII.findall(text.translate(_WIDE))):
        code = found.strip().rstrip("?. ")
        if not _STARTS.match(code):
            continue
        for tried in _repairs(code):
            try:
                tree = ast.parse(tried)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            return ast.unparse(tree)
    return ""


def _repairs(code: str) -> Iterator[str]:
    yield code
    for at in range(len(code) + 1):
        if at == len(code) or code[at] in " \n":
            yield f"{code[:at]}:{code[at:]}"
    yield re.sub(r"(?<![=!<>])=(?!=)", "==", code)
    yield f"{code}{_closing(code)}"


def _closing(code: str) -> str:
    """The brackets that are open at the end, closed."""
    held: list[str] = []
    for sign in re.sub(r"\"[^\"]*\"|'[^']*'", "", code):
        if sign in _CLOSERS:
            held.append(_CLOSERS[sign])
        elif held and sign == held[-1]:
            held.pop()
    return "".join(reversed(held))


def asks_code(text: str) -> bool:
    """Whether a question is about programming."""
    return _CODING.search(fold(text)) is not None


def bare_question(text: str) -> str:
    """A programming question without the words that only ask for code: "用css让div居中怎么写"."""
    return _HOW.sub(" ", fold(text))


def asks_about(text: str) -> bool:
    """Whether a question is about a language or a term, and no code is wanted."""
    return _ABOUT.search(fold(text)) is not None


def asks_why(text: str) -> bool:
    """Whether more than the output is wanted."""
    return _WHY.search(fold(text)) is not None


def parts(text: str) -> tuple[str, str, str]:
    """(prose, language, code) of an answer with one fenced snippet; code is empty where there is none.
    Lines of comment and empty ones are left out: a comment section is narrow."""
    fence = _FENCE.search(text if text.count("```") != 1 else f"{text}\n```")
    if fence is None:
        return text.strip(), "", ""
    prose = (text[: fence.start()].strip() or text[fence.end() :].strip()).strip("`\n ")
    lines = [
        line for line in fence[2].rstrip().splitlines() if line.strip() and not line.lstrip().startswith("# ")
    ]
    return prose, fence[1].lower(), "\n".join(lines)


def named(text: str) -> str:
    """The language that a question names, for a fence that names none; Python where it names none either."""
    hit = _LANGUAGES.search(fold(text))
    return _SHORT.get(hit[0], hit[0]) if hit else "python"


async def run(code: str, kit: Kit) -> Ran:
    """Run a snippet; the value of a last bare expression counts as its output, as in a notebook."""
    ran = await kit.runner.run(_with_answer(code))
    return Ran(ran.output or ran.value, ran.value, ran.error)


def _with_answer(code: str) -> str:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return code
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or ast.unparse(last).startswith("print("):
        return code
    tree.body[-1] = ast.Assign([ast.Name("ans", ast.Store())], last.value, lineno=last.lineno)
    return ast.unparse(ast.fix_missing_locations(tree))


def quoted_output(output: str) -> str:
    """Output as a comment shows it: in backticks, several lines in a fence, at most 300 characters."""
    shown = output if len(output) <= 300 else output[:300].rstrip() + "…"
    shown = shown.replace("```", "'''")
    return f"\n```\n{shown}\n```" if "\n" in shown else f"`{shown.replace('`', chr(39))}`"
