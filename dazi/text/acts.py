"""What a comment does, by name: tells a mishap, asks to choose, teases us. Knows no lines, no vectors and no weights."""

from __future__ import annotations

# fiasco: something went wrong for the teller, told to laugh at; win: luck or success; gripe: annoyed; others: what somebody
# else did; sight: something odd in the world; riddle: an absurd what-if; pick: choose between two; ask: an opinion on the
# teller's own case; rate: a rating, a roast, praise; wish: longing or a plan; self: a habit or state of the teller; quip: a
# witty remark; hail: a cry or greeting; tease: about ourselves; video: about the clip; memory: looking back.
ACTS = (
    "fiasco", "win", "gripe", "others", "sight", "riddle", "pick", "ask", "rate", "wish", "self", "quip", "hail", "tease", "video",
    "memory",
)  # fmt: skip
