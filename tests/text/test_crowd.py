"""What many comments have in common, counted."""

from __future__ import annotations

from dazi.text.crowd import crowd, shared


def plain(text: str) -> str:
    return "ask" if text.endswith("?") else "laugh" if "哈" in text else ""


def test_moods_are_counted_the_most_first() -> None:
    found = crowd(["哈哈", "哈", "好?", "嗯"], plain)
    assert found.count == 4
    assert dict(found.moods) == {"laugh": 2, "ask": 1, "": 1}
    assert found.moods[0] == ("laugh", 2)


def test_what_several_askers_name_is_what_is_asked() -> None:
    assert crowd(["BGM叫啥?", "求bgm?", "哈哈"], plain).asked == "bgm"
    assert crowd(["BGM叫啥?", "几点了?"], plain).asked == ""


def test_a_word_is_named_whole_once_and_only_when_two_say_it() -> None:
    told = shared(["方向盘上有毛", "谁把方向盘拿走了", "驾照呢", "驾照驾照驾照", "油条"], 5)
    assert dict(told) == {"方向盘": 2, "驾照": 2}


def test_whom_a_comment_calls_is_no_word_of_it() -> None:
    assert crowd(["@小搭 好的", "@小搭 行吧", "@小搭 可以"], plain).words == ()
