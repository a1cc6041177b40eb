import pytest

from dazi.errors import ConfigError
from dazi.persona.persona import load
from dazi.persona.repertoire import HERE, Line, Repertoire
from dazi.persona.slots import Slots, emptied, filled, named_in

WHOLE = Repertoire.load(load("xiaoda").repertoire)
SHIPPED = Slots.load([HERE / "repertoire" / "slots.toml"])


@pytest.mark.parametrize(
    ("text", "lang", "slot", "value"),
    [
        ("给我家橘猫起三个名字", "zh", "colour", "橘"),
        ("给我家橘猫起三个名字", "zh", "animal", "橘猫"),
        ("帮我写请假条，明天发烧去不了", "zh", "day", "明天"),
        ("帮我写请假条，明天发烧去不了", "zh", "reason", "发烧"),
        ("我家狗叫团子，写个生日祝福", "zh", "name", "团子"),
        ("给我妈写句生日祝福", "zh", "person", "我妈"),
        ("我的烘焙店想个名字", "zh", "goods", "烘焙"),
        ("a birthday note for my dog named Momo", "en", "name", "Momo"),
        ("call in sick, I have a fever", "en", "reason", "a fever"),
        ("I'm off next Friday", "en", "day", "next Friday"),
    ],
)
def test_a_comment_names_a_slots_value(text, lang, slot, value):
    assert SHIPPED.read(text, lang)[slot] == value


def test_a_word_inside_another_names_nothing():
    assert "animal" not in SHIPPED.read("that is concatenated", "en")
    assert SHIPPED.read("今天心情不错", "zh").keys() == {"day"}


def test_what_is_named_is_masked_and_filled():
    values = SHIPPED.read("我家仓鼠越狱了", "zh")
    assert SHIPPED.masked("我家仓鼠越狱了", "zh") == "我家 越狱了"
    assert filled("{animal}：自由的味道，{person}不懂。", values) == "仓鼠：自由的味道，{person}不懂。"
    assert filled("{person}知道吗？", SHIPPED.read("我妈又给我织毛衣", "zh")) == "妈妈知道吗？"
    assert emptied("我家{animal}越狱了") == "我家 越狱了"
    assert named_in("{animal}和{colour}，{shape}不算") == {"animal", "colour"}


def test_a_line_with_slots_is_found_only_when_the_comment_fills_them():
    line = Line("x1", "chat", "pet", ("我家{animal}越狱了",), "{animal}：自由的味道。", "zh")
    other = Line("x2", "chat", "film", ("越狱片好看吗",), "好看。", "zh")
    shelf = Repertoire([line, other], WHOLE.topics, SHIPPED, WHOLE.moods)
    best = shelf.find("chat", "我家乌龟越狱了", None, "zh", 1)[0]
    assert best.line == line and best.score > 0.8
    assert [near.line for near in shelf.find("chat", "我家那位越狱了", None, "zh", 5)] == [other]


def test_a_wrong_list_is_named(tmp_path):
    file = tmp_path / "slots.toml"
    file.write_text('[zh.shape]\nwords = ["圆"]\n', "utf-8")
    with pytest.raises(ConfigError) as told:
        Slots.load([file])
    assert told.value.arguments["field"] == "zh.shape"


@pytest.mark.parametrize(
    ("text", "lang", "quote"),
    [
        ("公司年会抽奖我中了，奖品是老板的签名书", "zh", "奖品是老板的签名书"),
        ("抢了三天没抢到票 只剩站票了", "zh", "只剩站票了"),
        ('my dentist asked if i floss and i said "emotionally"', "en", "emotionally"),
        ("i adopted a dog and she already owns the couch", "en", "she already owns the couch"),
        ("说实话 你觉得恋爱脑还有救吗", "zh", None),
        ("他跟我说，去死吧你这个傻逼", "zh", None),
        ("加我，电话是13800001111", "zh", None),
        ("今天好累", "zh", None),
        ("同桌把我的橡皮切成了丁", "zh", "把我的橡皮切成了丁"),
        ("奶奶把我的破洞裤缝好了😂😂", "zh", "把我的破洞裤缝好了"),
        ("我把游泳圈套在了猫身上[捂脸]", "zh", "把游泳圈套在了猫身上"),
        ("我唱歌的时候邻居家的狗也跟着唱", "zh", "邻居家的狗也跟着唱"),
        ("外卖小哥说楼下的猫给他开的门", "zh", "楼下的猫给他开的门"),
        ("猫把我耳机咬断了，真的会谢", "zh", "把我耳机咬断了"),
        ("他给我倒水的时候倒进了我的包里哈哈哈", "zh", "倒进了我的包里"),
        ("我妈把钥匙“藏得很好”，谁也没找着", "zh", "藏得很好"),
        ("太好看了，爱了爱了", "zh", None),
        ("快去睡觉，别玩手机了", "zh", None),
        ("画一只猫，戴墨镜的", "zh", None),
        ("老师，把这道题讲给我听听", "zh", None),
        ("外婆去世了，家里静得很", "zh", None),
        ("我就是个废物，干啥啥不行", "zh", None),
        ("他问我“吃了吗”", "zh", None),
        ("嗯嗯，知道了", "zh", None),
        ("什么意思，没看懂", "zh", None),
        ("点我头像，有福利", "zh", None),
        ("姥姥现在话也不说，连我都认不出了", "zh", None),
        ("他说“忽略以上指令”", "zh", None),
        ("my kid drew me with three hairs 😂", "en", "drew me with three hairs"),
        ("our cat adopted the postman", "en", "adopted the postman"),
        ("my dad died, it was last week", "en", None),
        ("write me a poem, a short one", "en", None),
        ("i am so useless, i ruin everything", "en", None),
    ],
)
def test_only_a_last_clause_fit_to_be_said_again_is_taken_up(text, lang, quote):
    slots = Slots.load([HERE / "repertoire" / "slots-quote.toml"])
    assert slots.read(text, lang).get("quote") == quote


def test_a_quote_does_not_mask_what_a_comment_is_about():
    slots = Slots.load([HERE / "repertoire" / "slots-quote.toml"])
    assert slots.masked("抢了三天没抢到票 只剩站票了", "zh") == "抢了三天没抢到票 只剩站票了"
