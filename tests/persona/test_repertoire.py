import json
from math import isnan

import pytest

from dazi.errors import ConfigError
from dazi.persona.lines import BROAD, BY_NAME, Said, line_id, read
from dazi.persona.persona import load
from dazi.persona.repertoire import Repertoire
from dazi.text.meaning import Encoder
from dazi.words import explain

XIAODA = Repertoire.load(load("xiaoda").repertoire)  # by words alone
ENCODER = Encoder()
MEANING = Repertoire.load(load("xiaoda").repertoire, ENCODER)


def topics(skill, say, after=None, lang="zh", limit=3):
    return [line.topic for line, *_ in XIAODA.find(skill, say, after, lang, limit)]


def write(folder, *rows):
    file = folder / "mine.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return file


def row(**changes):
    return {"skill": "chat", "topic": "nothing", "say": ["嗯"], "reply": "嗯嗯", "lang": "zh", **changes}


@pytest.mark.parametrize(
    ("skill", "say", "lang", "topic"),
    [
        ("joke", "讲个关于猫咪的笑话", "zh", "cat"),
        ("joke", "来个程序员段子", "zh", "code"),
        ("joke", "tell me a joke about dogs", "en", "dog"),
        ("comfort", "我外婆前天走了", "zh", "loss"),
        ("comfort", "养了八年的猫今天走了", "zh", "petloss"),
        ("comfort", "被公司裁了", "zh", "laidoff"),
        ("comfort", "my hamster died yesterday", "en", "petloss"),
        ("chat", "小搭你是不是机器人呀", "zh", "self"),
        ("chat", "这首歌叫什么名字", "zh", "bgm"),
    ],
)
def test_the_nearest_line_is_about_the_same(skill, say, lang, topic):
    assert topics(skill, say, None, lang, 1) == [topic]


def test_a_phrasing_of_a_line_finds_it_with_full_score():
    for line in XIAODA.of_skill("chat", "zh")[::7]:
        if line.after or "{" in line.say[0]:
            continue
        best = XIAODA.find("chat", line.say[0], None, "zh", 8)  # common situations have several lines
        assert best[0][1] > 0.9
        assert line.id in {found.id for found, score, *_ in best if score >= best[0][1] - 0.15}


def test_scores_are_sorted_and_within_bounds():
    scores = [score for _, score, *_ in XIAODA.find("comfort", "今天好难过", None, "zh", 40)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 40 and 0 <= scores[-1] <= scores[0] <= 1


def test_a_strange_subject_is_far_from_every_joke():
    assert XIAODA.find("joke", "讲个量子力学的段子", None, "zh", 1)[0][1] < 0.3


def test_a_second_turn_is_near_only_after_a_first():
    said = Said("讲个段子", "我下决心改变人生，定了六点的闹钟。")
    with_before = XIAODA.find("joke", "就这？", said, "zh", 1)[0]
    without = XIAODA.find("joke", "就这？", None, "zh", 1)[0]
    assert with_before[0].after and with_before[1] > 0.9
    assert without[1] < 0.7


def test_another_one_stays_with_the_topic():
    said = Said("讲个猫的笑话", "它就是想让我看看：满的。")
    assert XIAODA.about("再来一个", said) == {"cat", "pet"}
    assert XIAODA.about("换个狗的", said) == {"dog", "pet"}
    assert "cat" in topics("joke", "再来一个", said)


def test_lines_called_by_name_are_never_found():
    for skill in ("chat", "joke", "comfort", "limit", "draw"):
        found = XIAODA.find(skill, "（没有合适的）画一只猫", None, "zh", 500)
        assert not any(line.topic in BY_NAME or line.topic.startswith(BROAD) for line, *_ in found)
    assert XIAODA.named("later", "zh", "draw") and XIAODA.named("nothing", "en", "comfort")


def test_unknown_skill_no_limit_and_odd_texts():
    assert XIAODA.find("nowhere", "你好", None, "zh") == []
    assert XIAODA.find("chat", "你好", None, "zh", 0) == []
    for text in ("", "？？？", "\0", "啊" * 100_000, "🎉🎉"):
        assert len(XIAODA.find("chat", text, None, "zh", 2)) == 2


def test_a_line_is_found_by_what_it_means():
    told = "我媳妇儿孕检没通过，没留住"
    by_words = [near.line.topic for near in XIAODA.find("comfort", told, None, "zh", 3)]
    found = MEANING.find("comfort", told, None, "zh", 3, MEANING.meant(told))
    lost = {"loss.told", "miscarriage.told"}
    assert lost & {near.line.topic for near in found} and not lost & set(by_words)
    assert all(0.3 < near.meaning <= 1.0 for near in found)
    assert XIAODA.meant(told) is None and isnan(XIAODA.find("comfort", told, None, "zh", 1)[0].meaning)


def test_an_operators_line_is_found_by_meaning_though_no_file_has_its_vector(tmp_path):
    write(tmp_path, row(topic="mine", say=["店里的缝纫机踏板又掉了"], reply="它也想有双休。"))
    joined = Repertoire.load([*load("xiaoda").repertoire, tmp_path], ENCODER)
    told = "我们店里缝纫机的脚踏板又脱落了"
    assert joined.find("chat", told, None, "zh", 1, joined.meant(told))[0].line.reply == "它也想有双休。"


def test_an_operators_line_is_found_and_changes_the_version(tmp_path):
    mine = row(topic="cat", say=["煤球今天偷了一条鱼"], reply="鱼说它是自愿的。")
    write(tmp_path, mine)
    joined = Repertoire.load([*load("xiaoda").repertoire, tmp_path])
    assert joined.find("chat", "煤球偷鱼了", None, "zh", 1)[0][0].reply == "鱼说它是自愿的。"
    assert joined.version != XIAODA.version
    assert line_id("鱼说它是自愿的。") in joined.by_id


def test_the_later_folder_corrects_a_line(tmp_path):
    line = XIAODA.of_skill("chat", "zh")[0]
    write(tmp_path, row(say=["全新的说法"], topic="mine", reply=line.reply))
    joined = Repertoire.load([*load("xiaoda").repertoire, tmp_path])
    assert joined.by_id[line.id].say == ("全新的说法",)
    assert len(joined.lines) == len(XIAODA.lines)


@pytest.mark.parametrize(
    "wrong",
    [
        {"skill": "sing"},
        {"say": []},
        {"say": "嗯"},
        {"say": ["嗯", ""]},
        {"reply": " "},
        {"lang": "fr"},
        {"after": "x"},
        {"after": [{"say": "x"}]},
        {"after": ["x"]},
    ],
)
def test_a_wrong_line_is_named(tmp_path, wrong):
    file = write(tmp_path, row(), row(**wrong))
    with pytest.raises(ConfigError) as found:
        list(read(file))
    assert found.value.arguments["number"] == 2
    assert "mine.jsonl" in explain(found.value, "zh") and "mine.jsonl" in explain(found.value, "en")


@pytest.mark.parametrize(("topic", "act"), [("broad.any", "yodel"), ("pet", "win"), ("nothing", "win")])
def test_an_act_is_a_known_one_of_a_broad_line(tmp_path, topic, act):
    good = row(topic="broad.any", act="win", reply="赢麻了")
    file = write(tmp_path, row(), good, row(topic=topic, act=act))
    with pytest.raises(ConfigError) as found:
        list(read(file))
    assert (found.value.code, found.value.arguments["number"]) == ("persona.act", 3)
    for lang in ("zh", "en"):
        said = explain(found.value, lang)
        assert act in said and "mine.jsonl" in said and "fiasco" in said
    write(tmp_path, row(), good)
    assert [line.act for line in read(file)] == ["", "win"]


def test_a_line_for_an_act_is_no_line_for_a_topic(tmp_path):
    write(
        tmp_path,
        row(),
        row(topic="broad.any", act="win", reply="赢麻了"),
        row(topic="broad.any", reply="嗯？"),
    )
    mine = Repertoire.load([tmp_path])
    assert [[line.reply for line in tier] for tier in mine.broad("珐琅表走时准了", (), "zh", "")] == [
        ["嗯？"]
    ]


def test_a_missing_field_broken_json_and_an_empty_folder(tmp_path):
    file = write(tmp_path, {"skill": "chat", "say": ["嗯"], "reply": "嗯", "lang": "zh"})
    for text in (file.read_text("utf-8"), "{", "[1]"):
        file.write_text(text, "utf-8")
        with pytest.raises(ConfigError):
            list(read(file))
    file.write_bytes(b"\xff")
    with pytest.raises(ConfigError):
        list(read(file))
    file.unlink()
    with pytest.raises(ConfigError) as found:
        Repertoire.load([tmp_path])
    assert found.value.code == "persona.empty"
