import shutil
from pathlib import Path

import pytest

from dazi.errors import ConfigError
from dazi.persona.persona import HERE, load
from dazi.types import SKILLS
from dazi.words import explain


def copy(folder: Path, **changes: str) -> Path:
    """The shipped persona in a folder of an operator's, some of its text changed."""
    text = (HERE / "xiaoda.toml").read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    file = folder / "laozhang.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_shipped_persona_speaks_both_languages():
    xiaoda = load("xiaoda")
    assert (xiaoda.name, xiaoda.handle, xiaoda.gender) == ("小搭", "小搭", "open")
    assert "AI" in xiaoda.bio("zh") and "AI" in xiaoda.bio("en")
    for lang in ("zh", "en"):
        for skill in ("chat", "joke", "comfort", "answer", "write", "translate", "tutor", "interpret"):
            assert xiaoda.speech[lang].scenes[skill]
    assert all(xiaoda.limit(skill) > 0 for skill in SKILLS)


def test_the_part_that_all_skills_share_comes_first():
    xiaoda = load("xiaoda").guarded("dzcanary")
    chat, joke = xiaoda.stable("chat", "zh"), xiaoda.stable("joke", "zh")
    shared = chat.rsplit("\n", 1)[0]
    assert joke.startswith(shared) and chat != joke
    assert "dzcanary" in shared
    assert xiaoda.stable("chat", "zh") == chat
    assert "dzcanary" in xiaoda.stable("chat", "en")


def test_a_scene_without_words_of_its_own_gets_the_shared_part():
    xiaoda = load("xiaoda")
    assert xiaoda.stable("chat", "zh").startswith(xiaoda.stable("nowhere", "zh"))


def test_faults_are_those_of_the_persona():
    xiaoda = load("xiaoda")
    assert xiaoda.faults("人没事就好，锅是为美食捐躯的。", "chat") == ()
    assert "forbidden:作为一个AI" in xiaoda.faults("作为一个AI，我没有味觉。", "chat")
    assert "echo" in xiaoda.faults("抓住对方话里最具体的那个东西来接，最后半句拐个弯", "chat")
    assert xiaoda.tidy("小搭：“好的”") == "好的"


def test_an_operators_folder_comes_before_ours(tmp_path):
    copy(tmp_path, **{'name = "小搭"': 'name = "老张"'}).rename(tmp_path / "xiaoda.toml")
    assert load("xiaoda", [tmp_path]).name == "老张"
    assert load("xiaoda").name == "小搭"
    assert load(tmp_path / "xiaoda.toml").name == "老张"


def test_a_persona_may_bring_lines_of_its_own(tmp_path):
    mine = tmp_path / "lines"
    mine.mkdir()
    file = copy(tmp_path, **{'"repertoire/xiaoda"': '"repertoire/xiaoda", "lines"'})
    assert load(file).repertoire == (HERE / "repertoire/xiaoda", mine)
    shutil.rmtree(mine)
    with pytest.raises(ConfigError) as found:
        load(file)
    assert found.value.code == "persona.folder"


def test_the_version_follows_the_file(tmp_path):
    before = load(copy(tmp_path)).version
    assert load(copy(tmp_path, **{"emoji = 1": "emoji = 2"})).version != before


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('name = "小搭"', 'name = ""', "name"),
        ('languages = ["zh", "en"]', 'languages = ["fr"]', "languages"),
        ("chat = 45", 'chat = "short"', "limits.chat"),
        ("emoji = 1", "emoji = -1", "style.emoji"),
        ('bio = "The AI', 'boi = "The AI', "en.bio"),
        ('feeling = ["没有心跳，也不装有"', 'feeling = [1, "没有心跳，也不装有"', "zh.feeling"),
        ("[zh.scenes]", '[zh]\nscenes = "x"\n[zh.wrong]', None),
    ],
)
def test_a_wrong_field_is_named(tmp_path, old, new, field):
    with pytest.raises(ConfigError) as found:
        load(copy(tmp_path, **{old: new}))
    if field is not None:
        assert found.value.arguments["field"] == field
        assert field in explain(found.value, "zh") and field in explain(found.value, "en")


def test_unknown_and_unreadable_files_are_told_apart(tmp_path):
    with pytest.raises(ConfigError) as found:
        load("nobody")
    assert found.value.code == "persona.unknown" and "xiaoda" in explain(found.value)
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"name = \xff")
    for file in (broken, tmp_path / "absent.toml"):
        with pytest.raises(ConfigError) as found:
            load(file)
        assert found.value.code == "persona.unreadable"
