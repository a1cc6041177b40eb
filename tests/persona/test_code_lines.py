"""Every snippet that was written ahead does what it says: run as it stands in the reply, where it can be run here."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from dazi.persona.persona import load

FILE = load("xiaoda").repertoire[0] / "answer-code-more.jsonl"
FENCE = re.compile(r"```(\w*)\n(.*?)\n```", re.DOTALL)
ROWS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
CODE = {row["say"][0]: FENCE.search(row["reply"]) for row in ROWS}
SHOWN = {
    row["say"][0]: (re.search(r"(?:输出：|Output: )`(.+)`$", row["reply"]) or [None, None])[1] for row in ROWS
}


def code(say, language):
    assert CODE[say][1] == language
    return CODE[say][2]


def ran(command, folder, told=""):
    done = subprocess.run(
        command, cwd=folder, input=told, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def python(say, folder, told=""):
    return ran([sys.executable, "-X", "utf8", "-c", code(say, "python")], folder, told)


def test_all_have_a_fence_of_a_language_and_few_lines():
    assert len(ROWS) >= 50
    for say, fence in CODE.items():
        assert fence and fence[1] in ("python", "js", "html", "sql", "bash"), say
        assert len(fence[2].splitlines()) <= 12, say


@pytest.mark.parametrize("say", [say for say, shown in SHOWN.items() if shown])
def test_what_is_shown_as_the_output_is_the_output(say, tmp_path):
    language = CODE[say][1]
    if language == "python":
        assert python(say, tmp_path) == SHOWN[say]
    else:
        node = shutil.which("node") or pytest.skip("no node here")
        assert ran([node, "-e", code(say, "js")], tmp_path) == SHOWN[say]


@pytest.mark.parametrize(
    ("say", "pattern"),
    [
        ("python算从今天到某一天还有几天", r"-?\d+"),
        ("python days until a date", r"-?\d+"),
        ("python写个倒计时", "3\n2\n1\n时间到"),
        ("python生成随机密码", r"[A-Za-z0-9]{12}"),
        ("python打印金字塔", r"\*\n  \*\*\*\n \*\*\*\*\*\n\*{7}"),
    ],
)
def test_what_differs_each_time_has_its_form(say, pattern, tmp_path):
    assert re.fullmatch(pattern, python(say, tmp_path))


@pytest.mark.parametrize(
    "say", ["python随机抽几个人中奖不重复", "how do i pick random winners from a list in python"]
)
def test_nobody_is_drawn_twice(say):
    names: dict[str, object] = {}
    told: list[str] = []
    program = compile(code(say, "python"), "snippet", "exec")
    for _ in range(100):
        told.clear()
        exec(program, names | {"print": lambda *parts: told.append(" ".join(map(str, parts)))})
        drawn = re.findall(r"阿.|\b[A-Z][a-z]\w?\b", " ".join(told))
        assert len(drawn) == len(set(drawn)) == 3


def test_everybody_gets_into_one_of_two_teams(tmp_path):
    said = python("python把名单随机分成两队", tmp_path)
    assert sorted(re.findall("阿.", said)) == sorted(["阿一", "阿二", "阿三", "阿四", "阿五"])


def test_two_files_become_one_without_doubles(tmp_path):
    (tmp_path / "a.txt").write_text("甲\n乙\n丙", "utf-8")
    (tmp_path / "b.txt").write_text("丙\n丁\n", "utf-8")
    python("python把两个txt合成一个去掉重复的行", tmp_path)
    assert (tmp_path / "all.txt").read_text("utf-8") == "甲\n乙\n丙\n丁\n"


@pytest.mark.parametrize(
    "say", ["python读csv算平均分", "python script to print the average of a column in a csv"]
)
def test_the_average_of_a_column(say, tmp_path):
    (tmp_path / "scores.csv").write_text("name,score\na,80\nb,90\nc,100\n", "utf-8")
    assert python(say, tmp_path) == "90.0"


def test_the_guessing_game_ends(tmp_path):
    said = python("python猜数字小游戏", tmp_path, "\n".join(map(str, range(1, 101))))
    assert said.endswith("中了") and "大了" not in said


def test_rock_paper_scissors_knows_who_wins(tmp_path):
    won = {
        ("石头", "剪刀"): "你赢",
        ("石头", "布"): "你输",
        ("布", "石头"): "你赢",
        ("布", "剪刀"): "你输",
        ("剪刀", "布"): "你赢",
        ("剪刀", "石头"): "你输",
    }
    met = set()
    for hand in ("石头", "布", "剪刀") * 4:
        theirs, verdict = re.search(
            r"电脑出 (\S+) (\S+)$", python("python石头剪刀布", tmp_path, hand)
        ).groups()
        met.add(hand)
        assert won.get((hand, theirs), "平") == verdict
    assert len(met) == 3


def test_files_are_renamed_sorted_and_measured(tmp_path):
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "1.jpg").write_bytes(b"x")
    python("python批量给文件名加前缀", tmp_path)
    assert [file.name for file in photos.iterdir()] == ["旅行_1.jpg"]
    home = tmp_path / "下载"
    home.mkdir()
    for name in ("a.TXT", "b.txt", "c"):
        (home / name).write_text(name, "utf-8")
    python("python按扩展名整理文件夹", tmp_path)
    assert sorted(str(file.relative_to(home)) for file in home.rglob("*") if file.is_file()) == [
        "txt/a.TXT",
        "txt/b.txt",
        "其他/c",
    ]
    (tmp_path / "big").write_bytes(b"x" * 5000)
    assert python("python找出文件夹里最大的几个文件", tmp_path).startswith("5000 big")
    (tmp_path / "a.txt").write_text("甲\n乙\n", "utf-8")
    assert python("python给txt每一行加行号", tmp_path) == "1 甲\n2 乙"
    python("python写个记账小程序", tmp_path)
    python("python写个记账小程序", tmp_path)
    assert (tmp_path / "账.csv").read_text("utf-8").count("奶茶,15") == 2


def test_a_random_colour_has_six_digits(tmp_path):
    node = shutil.which("node") or pytest.skip("no node here")
    for _ in range(5):
        assert re.fullmatch("#[0-9a-f]{6}", ran([node, "-e", code("js生成随机颜色", "js")], tmp_path))


ORDERS = [
    (1, 1, 600, "2026-01-05"),
    (2, 1, 600, "2026-02-01"),
    (3, 2, 900, "2026-01-20"),
    (4, 2, 50, "2026-02-03"),
]


@pytest.mark.parametrize(
    ("say", "rows"),
    [
        ("sql查每个用户一共花了多少 只要超过1000的", [(1, 1200)]),
        ("sql查每个用户最近一笔订单", [ORDERS[1], ORDERS[3]]),
        ("sql按月统计订单数", [("2026-01", 2, 1500), ("2026-02", 2, 650)]),
        ("sql查比平均分高的学生", [("甲", 90)]),
    ],
)
def test_queries_find_just_the_rows(say, rows):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE orders (id, user_id, amount, created)")
    db.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", ORDERS)
    db.execute("CREATE TABLE students (name, score)")
    db.executemany("INSERT INTO students VALUES (?, ?)", [("甲", 90), ("乙", 70), ("丙", 60)])
    assert sorted(db.execute(code(say, "sql")).fetchall()) == sorted(rows)


def shell(say, folder):
    return ran(["bash", "-c", code(say, "bash")], folder)


def test_the_shell_finds_counts_and_renames(tmp_path):
    big = tmp_path / "big.bin"
    with big.open("wb") as out:
        out.truncate(101 * 1024 * 1024)
    (tmp_path / "small.bin").write_bytes(b"x")
    for say in ("linux找出当前目录下大于100M的文件", "how do i find big files in linux"):
        assert shell(say, tmp_path) == "./big.bin"
    big.unlink()
    (tmp_path / "a b.txt").write_text("x", "utf-8")
    (tmp_path / "old.log").write_text("x", "utf-8")
    subprocess.run(["touch", "-d", "10 days ago", str(tmp_path / "old.log")], check=True)
    (tmp_path / "new.log").write_text("x", "utf-8")
    assert shell("linux找出七天前的日志", tmp_path) == "./old.log"
    counted = shell("linux统计每种后缀的文件有多少个", tmp_path).split()
    assert counted[:2] == ["2", "log"] and "txt" in counted
    assert shell("linux看哪些文件夹最占空间", tmp_path).endswith(".")
    shell("linux批量把txt后缀改成md", tmp_path)
    assert (tmp_path / "a b.md").exists() and not (tmp_path / "a b.txt").exists()


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.clicks, self.outside = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if "onclick" in told:
            self.clicks.append(told["onclick"])
        self.outside += [name for name in ("src", "href") if name in told]


@pytest.mark.parametrize(
    ("say", "before", "after"),
    [
        ("给我个html页面 一个按钮点一次加一", "const n = {textContent: '0'};", "n.textContent"),
        (
            "make me an html page with a button that counts clicks",
            "const n = {textContent: '0'};",
            "n.textContent",
        ),
        (
            "html页面怎么加深色模式按钮",
            "const on = []; const document = {body: {classList: {toggle: (c) => on.push(c)}}};",
            "on.length",
        ),
    ],
)
def test_a_page_does_it_when_its_button_is_clicked(say, before, after, tmp_path):
    page = Page(code(say, "html"))
    assert len(page.clicks) == 1 and not page.outside
    node = shutil.which("node") or pytest.skip("no node here")
    said = ran([node, "-e", f"{before} {page.clicks[0]}; {page.clicks[0]}; console.log({after})"], tmp_path)
    assert said == "2"
