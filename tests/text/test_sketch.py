"""What a comment wants drawn: prompts out of everyday wishes, follow-ups, and what is none."""

from datetime import UTC, datetime

import pytest

from dazi.text.sketch import Sketch, asks, follows, sketch, wished
from dazi.types import Attachment, Context, Member, Mention, Turn

NOW = datetime(2026, 11, 25, tzinfo=UTC)
ME, BOT, OTHER = Member("plaza", "u1"), Member("plaza", "bot"), Member("plaza", "u2")


def speak(text: str, *turns: tuple[Member, str, str | None], picture: bool = False) -> Context:
    attached = (Attachment("image", "http://127.0.0.1/x.png"),) if picture else ()
    mention = Mention("plaza", "bot", "9", "1", ME, text, NOW, attachments=attached)
    earlier = tuple(
        Turn(str(at), who, who == BOT, said, NOW, skill) for at, (who, said, skill) in enumerate(turns)
    )
    return Context((mention,), text, "zh", NOW, earlier)


DRAWN = ((ME, "@小搭 画一只戴墨镜的猫在海边", None), (BOT, "画好了", "draw"), (BOT, "[一只猫]", "draw"))


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("画一个戴墨镜的柴犬在月球冲浪", "一个戴墨镜的柴犬在月球冲浪"),
        ("来张图 一只猫在雨里", "一只猫在雨里"),
        ("来张猫的图", "猫"),
        ("请画一只熊猫骑自行车吧", "一只熊猫骑自行车"),
        ("生成一张赛博朋克城市的图片", "赛博朋克城市"),
        ("我想要一张兔子吃火锅的图", "兔子吃火锅"),
        ("小狗在下雪天，画一个", "小狗在下雪天"),
        ("用水彩画一只小狐狸", "一只小狐狸，水彩"),
        ("来一张熊猫打工的图，像素风", "熊猫打工，像素风"),
        ("画两只猫吃火锅好不好", "两只猫吃火锅"),
        ("画一只正在画画的猫", "一只正在画画的猫"),
        ("can you draw a cat riding a bike please", "a cat riding a bike"),
        ("make a picture of a dog", "a dog"),
        ("画", ""),
    ],
)
def test_the_prompt_is_what_stands_around_the_verb(text: str, prompt: str) -> None:
    assert wished(text) == prompt


@pytest.mark.parametrize("text", ["这动画片好看吗", "画面真美", "漫画更新了吗", "what a picture"])
def test_words_that_only_sound_like_drawing_are_no_wish(text: str) -> None:
    assert wished(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "生成一张赛博朋克风的上海夜景",
        "来一张周杰伦弹钢琴的图",
        "帮我画只猫，把名字写上",
        "画",
        "draw a cat",
        "能画一下它吗",
    ],
)
def test_plain_wishes_for_a_picture_are_known(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "画一张函数图像",
        "画个流程图",
        "这动画片好看吗",
        "他画一手好画",
        "来一张会员卡",
        "draw a conclusion",
        "画展在哪",
        "生成一段文案",
    ],
)
def test_diagrams_and_other_talk_are_none(text: str) -> None:
    assert not asks(text)


def test_a_question_about_drawing_names_no_subject() -> None:
    assert sketch(speak("你会画画吗")) is None


def test_addresses_and_names_of_others_are_left_out() -> None:
    assert sketch(speak("画一只 @阿竹 http://x.example/a 的猫")) == Sketch("一只 的猫")


def test_a_wish_without_a_subject_has_no_sketch() -> None:
    assert sketch(speak("画")) is None
    assert sketch(speak("再来一张")) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("再来一张", Sketch("一只戴墨镜的猫在海边", "again")),
        ("换看看", Sketch("一只戴墨镜的猫在海边", "again")),
        ("another one please", Sketch("一只戴墨镜的猫在海边", "again")),
        ("换成冬天", Sketch("冬天，一只戴墨镜的猫在海边", "changed")),
        ("把背景换成雪山", Sketch("雪山，一只戴墨镜的猫在海边", "changed")),
        ("把猫换成狗", Sketch("一只戴墨镜的狗在海边", "changed")),
        ("加个帽子吧", Sketch("一只戴墨镜的猫在海边，帽子", "changed")),
        ("不要墨镜", Sketch("一只猫在海边", "changed")),
        ("画一只狗", Sketch("一只狗")),
    ],
)
def test_follow_ups_go_on_from_the_last_drawing(text: str, wanted: Sketch) -> None:
    assert sketch(speak(text, *DRAWN)) == wanted


WIDE, HIGH = (1024, 576), (576, 1024)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("画一张横版的海边日落", Sketch("海边日落", "new", WIDE)),
        ("画个手机壁纸，一只猫在月球", Sketch("一只猫在月球", "new", HIGH)),
        ("draw a phone wallpaper of a cat", Sketch("a cat", "new", HIGH)),
        ("draw a cat on the moon, in landscape format", Sketch("a cat on the moon", "new", WIDE)),
        ("扩一下", Sketch("一只戴墨镜的猫在海边", "wider", WIDE)),
        ("把这张图扩成9:16", Sketch("一只戴墨镜的猫在海边", "wider", HIGH)),
        ("zoom out", Sketch("一只戴墨镜的猫在海边", "wider", WIDE)),
        ("换成横版", Sketch("一只戴墨镜的猫在海边", "changed", WIDE)),
    ],
)
def test_the_sheet_is_as_it_is_named(text: str, wanted: Sketch) -> None:
    assert sketch(speak(text, *DRAWN)) == wanted


def test_a_sheet_stays_until_another_is_named() -> None:
    wide = (*DRAWN, (ME, "扩一下", None), (BOT, "换了张大纸", "draw"))
    assert sketch(speak("再来一张", *wide)) == Sketch("一只戴墨镜的猫在海边", "again", WIDE)
    assert sketch(speak("换成竖版", *wide)) == Sketch("一只戴墨镜的猫在海边", "changed", HIGH)
    assert sketch(speak("画一张横版")) is None, "a sheet is no subject"


def test_changes_add_up_over_the_thread() -> None:
    later = (*DRAWN, (ME, "换成冬天", None), (BOT, "改好了", "draw"), (ME, "@小搭 再来一张", None))
    assert sketch(speak("把猫换成狗", *later)) == Sketch("冬天，一只戴墨镜的狗在海边", "changed")


def test_the_members_own_wish_goes_before_anothers() -> None:
    both = (*DRAWN, (OTHER, "@小搭 画一条鱼", None), (BOT, "画好了", "draw"))
    assert sketch(speak("再来一张", *both)) == Sketch("一只戴墨镜的猫在海边", "again")
    theirs = tuple((OTHER if who == ME else who, said, skill) for who, said, skill in DRAWN)
    assert sketch(speak("再来一张", *theirs)) == Sketch("一只戴墨镜的猫在海边", "again")


def test_only_under_a_drawing_of_ours_a_change_is_a_follow_up() -> None:
    assert follows(speak("换成水彩", *DRAWN))
    assert not follows(speak("换成水彩"))
    assert not follows(speak("好可爱", *DRAWN))
    assert not follows(speak("换成水彩", *DRAWN, (ME, "讲个段子", None), (BOT, "从前有座山", "joke")))
    assert not follows(speak("换成水彩", *DRAWN, picture=True)), "a picture of their own is meant"


def test_the_companion_asked_for_its_own_portrait_has_one() -> None:
    assert wished("画一下你自己") == "机器人挥手"
