import tomllib
from pathlib import Path

import pytest

from dazi.errors import ConfigError
from dazi.persona.named import Named
from dazi.persona.slots import Slots, filled

HERE = Path(__file__).parents[2] / "dazi" / "persona" / "repertoire"
SHIPPED = Named.load([HERE / "named.toml"])
SMALL = """
[zh]
gadget = "打印机 车"
item = "伞 水壶"
sky = "雨"
who = "教练 司机"
kin = "我妈 哥 外婆"
skip = "雨披 马车"
[en]
gadget = "printer"
item = "tea_pot umbrella"
who = "coach"
kin = "mum"
skip = "tea"
"""


@pytest.fixture
def small(tmp_path):
    file = tmp_path / "named.toml"
    file.write_text(SMALL, "utf-8")
    return Named.load([file])


def test_longest_words_count_and_what_only_holds_one_does_not(small):
    assert small.read("雨披在马车里", "zh") == {}
    assert small.read("伞在车上", "zh")["it"] in ("伞", "车")
    assert small.read("tea for the coach", "en") == {"who": "coach"}
    assert small.read("Tea pot again", "en") == {"it": "tea pot", "item": "tea pot"}


def test_what_does_something_is_what_the_comment_is_about(small):
    assert small.read("下雨打印机又罢工了", "zh") == {"it": "打印机", "gadget": "打印机"}
    assert small.read("什么也没有", "zh") == {}


def test_somebody_outside_the_family_comes_first(small):
    assert small.read("外婆说司机长得像教练", "zh")["who"] == "司机"
    assert small.read("哥在看", "zh") == {"who": "哥", "kin": "哥"}


def test_where_somebody_hurts_family_comes_before_a_nurse(small):
    assert small.read("教练打来说外婆摔了", "zh") == {"who": "教练", "kin": "外婆"}


@pytest.mark.parametrize(
    ("who", "lang", "warm", "called"),
    [
        ("我妈", "zh", False, "阿姨"),
        ("我妈", "zh", True, "妈妈"),
        ("哥", "zh", False, "你哥"),
        ("哥", "zh", True, "哥哥"),
        ("外婆", "zh", False, "外婆"),
        ("教练", "zh", False, "教练"),
        ("mum", "en", False, "your mum"),
        ("coach", "en", True, "the coach"),
    ],
)
def test_somebodys_mum_is_no_mum_of_ours(small, who, lang, warm, called):
    assert small.address(who, lang, warm) == called


def test_a_wrong_list_is_told(tmp_path):
    file = tmp_path / "named.toml"
    file.write_text('[zh]\nghost = "鬼"\n', "utf-8")
    with pytest.raises(ConfigError) as told:
        Named.load([file])
    assert told.value.arguments["field"] == "zh.ghost"


def test_no_word_is_of_two_kinds_in_one_file():
    for lang, kinds in tomllib.loads((HERE / "named.toml").read_text("utf-8")).items():
        seen: dict[str, str] = {}
        for kind, words in kinds.items():
            for word in words.split():
                assert seen.setdefault(word, kind) == kind, (lang, word)


@pytest.mark.parametrize(
    ("text", "it", "who"),
    [
        ("我给洗衣机唱歌它今天才肯转", "洗衣机", ""),
        ("花钱买面子，打车去面试", "", ""),
        ("司机师傅放了一路相声", "", "司机师傅"),
        ("雨伞又落在食堂了", "雨伞", ""),
    ],
)
def test_the_shipped_lists_read_things_and_people(text, it, who):
    read = SHIPPED.read(text, "zh")
    assert (read.get("it", ""), read.get("who", "")) == (it, who)


def test_what_is_named_fills_a_line_and_english_begins_large():
    slots = Slots.load([HERE / "slots.toml"], [HERE / "named.toml"])
    assert filled("{it}表示知道了。", slots.read("我的雨伞又丢了", "zh")) == "雨伞表示知道了。"
    assert filled("{who} knew.", {"who": "the coach"}) == "The coach knew."
