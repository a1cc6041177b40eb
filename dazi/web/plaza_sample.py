"""The sample films' titles, people and comments as the plaza's first day; knows no table."""

from __future__ import annotations

from dazi.web.plaza_seed import Clip, Person, Remark, Seed


def sample() -> Seed:
    """Two videos until the library has them all."""
    people = (
        Person("azhu", "阿竹", "🎋", "#5aa469", True),
        Person("momo", "momo", "🩷", "#e88fb0", True),
        Person("laozhou", "老周修理铺", "🔧", "#c58b4a", False),
    )
    clips = (
        Clip("cat-taxi", "今天第一单，坐的是猫的车", "laozhou", "First ride of the day, driven by a cat", ("猫", "日常"), ("师傅，走吗", "喵"), 4210, 9.0),
        Clip("salt", "把盐当糖放了，没想到", "laozhou", "Salt instead of sugar, and then", ("美食",), ("放两勺糖", "那是盐"), 1873, 8.0),
    )  # fmt: skip
    remarks = {
        "cat-taxi": (
            Remark("momo", "@小搭 这猫考过驾照吗", 88, 7200, under=(Remark("", "考过，科目二扣了一个毛球。", 203, 7100, "AI生成"), Remark("azhu", "哈哈哈哈", 3, 6900))),
            Remark("azhu", "方向盘上全是毛", 41, 5000),
        ),
        "salt": (Remark("momo", "我上周也这样，全家沉默", 12, 4000),),
    }  # fmt: skip
    return Seed(people, clips, remarks)
