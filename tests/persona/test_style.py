import pytest

from dazi.persona.style import Style, echoes, faults, measure, tidy

STYLE = Style(limits={"chat": 10}, forbidden=("As an AI",), lecture=("你应该",), emoji=1)


@pytest.mark.parametrize(
    ("text", "length"),
    [("你好，世界！", 4), ("AI搭子", 4), ("one more, you said", 8), ("it's 9.5", 4), ("🎉……", 0), ("", 0)],
)
def test_length_counts_what_is_read(text, length):
    assert measure(text) == length


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("一二三四五六七八九十一", ()),  # a tenth over is let pass
        ("一二三四五六七八九十一二", ("long:12>10",)),
        ("as an ai，我", ("forbidden:As an AI",)),
        ("好🎉", ()),
        ("好🎉🎉", ("emoji:2",)),
        ("看海 #旅行#", ("hashtag",)),
        ("#travel", ("hashtag",)),
        ("C# 和 #1", ()),
        ("# 标题\n好", ("heading",)),
        ("你应该早睡", ("lecture",)),
        ("说你应该", ()),
        (" \n", ("empty",)),
    ],
)
def test_faults(text, wrong):
    assert faults(text, "chat", STYLE) == wrong


def test_code_in_fences_is_no_hashtag_and_a_scene_without_limit_no_fault():
    assert faults("```\n# comment\n#tag\n```", "answer", STYLE) == ()


def test_a_run_of_the_prompt_is_an_echo_whatever_the_signs():
    prompt = "抓住对方话里最具体的那个东西来接，最后半句拐个弯。"
    assert "echo" in faults("好：具体的那个东西，来接最后半句！", "answer", STYLE, prompt)
    assert faults("具体的那个东西，我接不住", "answer", STYLE, prompt) == ()
    assert not echoes("短", "短")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("AI：你好", "你好"),
        ("小搭回复: “你好呀”", "你好呀"),
        ("“左”和“右”", "“左”和“右”"),
        ('"quoted"', "quoted"),
        ("## 标题\n**粗**的", "标题\n粗的"),
        ("> 引用\n> 两行", "引用\n两行"),
        ("一\n\n\n\n二\n---\n", "一\n\n二"),
        ("2**3**2 不是粗体？", "2**3**2 不是粗体？"),
        ("```python\n# 注释 **x**\n```", "```python\n# 注释 **x**\n```"),
        ("答案：42", "答案：42"),
        ("“", "“"),
        ("", ""),
    ],
)
def test_tidy_takes_off_what_models_add(text, clean):
    assert tidy(text) == clean
    assert tidy(clean) == clean
