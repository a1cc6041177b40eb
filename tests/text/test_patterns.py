"""Comments made to make a pattern backtrack: the decision stands in the event loop, so none may hang it."""

from __future__ import annotations

import re
import subprocess
import sys

from dazi.text.late import late

HOSTILE = (
    '"求你"*20', '"求求你"*40', '"你就"*40', '"全都"*60', '"每次都"*40', '"别每次都"*30', '"电影 自杀 我" + "刚"*300', '"翻译成英文 你好" + " "*600 + "世界"',
    '"讲个" + "的"*300', '"讲个关于" + "的 "*200', '"给我"*200', '"逗我笑"*100', '"为什么"*200', '"我妈"*300', '"a b "*400', '"?"*900', '"哈"*900', '"tell me one about " + "on "*300',
    '"不要关于"*120', '"几"*500', '"名"*500', '"起"*300 + "名"', '"((((" * 200', '"1+"*400', '"\\n"*900', '"画"*500', '"第"*300 + "秒"', '"换成"*200',
)  # fmt: skip
PROGRAM = """
from dazi.house import speaker_for
from dazi.config import load
from dazi.decide import Decider, sure_control
from dazi.safety.crisis import grief, risk
from dazi.safety.classify import asked
from dazi.skills.translate import _asked_text
from dazi.text.sketch import asks
decider, lines = Decider(), speaker_for(load()).lines.repertoire
for text in ({texts},):
    decider.local(text); sure_control(text); risk(text); grief(text); asked(text); _asked_text(text); asks(text)
    lines.heard(text[:2000]); lines.moods.of(text)
print("done")
"""


def test_no_comment_hangs_a_decision() -> None:
    """In a process of its own, given a minute: a pattern that backtracks takes longer than anybody waits."""
    program = PROGRAM.format(texts=", ".join(HOSTILE))
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.stdout.strip() == "done", ran.stderr[-2000:]


def test_every_pattern_that_is_compiled_late_is_one() -> None:
    """With `late` put back to `re.compile`, a source that is no pattern stops the import."""
    program = "import re, dazi.text.late as held\nheld.late = re.compile\nimport dazi.app, dazi.cli.web\nprint('done')"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.stdout.strip() == "done", ran.stderr[-2000:]


def test_a_late_pattern_answers_as_the_pattern_does() -> None:
    made = late(r"(猫|狗)+(?P<end>吗)?", re.IGNORECASE)
    hit = made.search("养猫吗")
    assert hit is not None and hit["end"] == "吗"
    assert made.search("养鱼吗") is None and made.sub("它", "猫和狗") == "它和它"
    assert made.pattern == r"(猫|狗)+(?P<end>吗)?"
