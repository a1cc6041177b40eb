import pytest

from dazi.errors import ConfigError
from dazi.persona.moods import Moods
from dazi.persona.repertoire import HERE, Line, Repertoire
from dazi.persona.slots import Slots
from dazi.persona.topics import Topics

SHIPPED = Moods.load([HERE / "repertoire" / "moods.toml"])
SLOTS = Slots.load([HERE / "repertoire" / "slots.toml"])
TOPICS = Topics.load([HERE / "repertoire" / "topics.toml"])


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("猫把我拖鞋咬断了", "gripe"),
        ("又下雨了哈哈哈", "gripe"),
        ("终于考上驾照了", "good"),
        ("四级考了六次，第七次睡过了", ""),
        ("这头发该不该剪", "ask"),
        ("他这走位也太离谱", "laugh"),
        ("楼下新开了家书店", ""),
        ("my bike broke down", "gripe"),
        ("should I text him", "ask"),
        ("i finally passed", "good"),
    ],
)
def test_the_mood_of_a_comment(text, mood):
    assert SHIPPED.of(text) == mood


def broad(id, topic, reply, mood=""):
    return Line(id, "chat", topic, ("随便",), reply, "zh", mood=mood)


def test_a_broad_line_in_the_mood_and_with_a_value_comes_first():
    lines = [
        broad("1", "broad.pet", "它自有道理。"),
        broad("2", "broad.pet", "给{animal}记个大功。", "good"),
        broad("3", "broad.pet", "查查{animal}的动机。", "gripe"),
        broad("4", "broad.any", "今天这口气，我陪你叹。", "gripe"),
        broad("5", "broad.any", "{person}知道吗？", "gripe"),
    ]
    shelf = Repertoire(lines, TOPICS, SLOTS, SHIPPED)
    tiers = shelf.broad("仓鼠又越狱了", {"pet"}, "zh", "gripe")
    assert [[line.id for line in tier] for tier in tiers] == [["3"], ["1"], ["4"]]


def test_a_wrong_list_is_named(tmp_path):
    (tmp_path / "moods.toml").write_text('smug = ["哼"]\n', "utf-8")
    with pytest.raises(ConfigError) as told:
        Moods.load([tmp_path / "moods.toml"])
    assert told.value.arguments["field"] == "smug"
