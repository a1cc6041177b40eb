import pytest

from dazi.errors import ConfigError
from dazi.persona.persona import HERE
from dazi.persona.topics import Topics

TOPICS = Topics.load([HERE / "repertoire/topics.toml"])


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("讲个猫的段子", {"cat", "pet"}),
        ("我养了八年的猫去世了", {"cat", "pet", "petloss"}),
        ("爷爷去世了", {"family", "loss"}),
        ("my cat died", {"cat", "pet", "petloss"}),
        ("a category of its own", set()),
        ("I got laid off", {"laidoff"}),
        ("", set()),
    ],
)
def test_topics_by_their_words(text, topics):
    assert TOPICS.of(text) == topics


@pytest.mark.parametrize(
    ("wish", "subject"),
    [
        ("小搭给我讲个笑话呗", ""),
        ("再来一个", ""),
        ("讲个关于大象的段子", "大象"),
        ("tell me a joke about elephants", "elephants"),
        ("Tell me a joke!", ""),
    ],
)
def test_what_a_wish_is_about(wish, subject):
    assert TOPICS.subject(wish) == subject


def test_own_names_are_left_out_unless_nothing_else_is_said():
    assert TOPICS.unnamed("小搭我爱你") == "我爱你"
    assert TOPICS.unnamed("@小搭") == "@小搭"


def test_lists_of_several_files_are_joined(tmp_path):
    mine = tmp_path / "topics.toml"
    mine.write_text('[topic]\ncat = ["煤球"]\n', "utf-8")
    joined = Topics.load([HERE / "repertoire/topics.toml", mine])
    assert "cat" in joined.of("煤球又睡了") and "cat" in joined.of("猫")
    mine.write_text("[topic", "utf-8")
    with pytest.raises(ConfigError):
        Topics.load([mine])
