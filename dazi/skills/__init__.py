"""What the companion can do: one file a skill, each from a context to a draft; never sees a platform or a store."""

from __future__ import annotations

from collections.abc import Mapping

from dazi.ports import Skill
from dazi.skills.answer import Answer
from dazi.skills.chat import Chat
from dazi.skills.comfort import Comfort
from dazi.skills.crisis import Crisis
from dazi.skills.draw import Draw
from dazi.skills.edit import Edit
from dazi.skills.interpret import Interpret
from dazi.skills.joke import Joke
from dazi.skills.outpaint import Outpaint
from dazi.skills.recommend import Recommend
from dazi.skills.refuse import Refuse
from dazi.skills.translate import Translate
from dazi.skills.tutor import Tutor
from dazi.skills.write import Write

_ALL: tuple[Skill, ...] = (
    Chat(), Joke(), Comfort(), Answer(), Write(), Translate(), Tutor(), Interpret(),
    Draw(), Edit(), Outpaint(), Recommend(), Refuse(), Crisis(),
)  # fmt: skip
SKILLS: Mapping[str, Skill] = {skill.name: skill for skill in _ALL}
