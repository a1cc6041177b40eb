"""Tokens become a Scene: who wears, holds, rides and eats what, where things stand. Knows no drawing.

Chinese puts what a figure does before it (戴墨镜的柴犬) or after it (柴犬戴墨镜); English mostly after it. So each verb
or relation waits for its noun, and what was said before a figure is known waits for the figure.
"""

from dataclasses import dataclass, field, replace

from dazi.stickers.lexicon import Token, missed, read, tables
from dazi.stickers.scene import Figure, FigureDraft, Scene, Thing, Words, Worn

READ = 300  # characters of a prompt that are read
MOST = 12  # figures drawn at most
MANY = {101: 5, 102: 3}
SKY = {
    "full-moon": "fullmoon",
    "own-moon": "fullmoon",
    "own-rainbow": "rainbow",
    "sun": "sunny",
    "star": "stars",
}
SCENE_KINDS = ("place", "time", "weather", "season", "festival", "style")
OVERHEAD = {"umbrella"}
RIDEABLE = {
    "motorcycle", "motor-scooter", "bicycle", "automobile", "sled", "rocket", "flying-saucer", "airplane", "broom", "canoe",
    "sailboat", "own-leafboat", "own-dragonboat", "own-surfboard", "own-cloud", "skateboard", "horse", "shopping-cart", "ship",
    "tractor", "helicopter", "kick-scooter", "racing-car", "bus", "taxi", "locomotive", "speedboat", "watermelon",
}  # fmt: skip
VERB_ALONE = {"water": Thing("sunflower", 3), "make": Thing("cooking"), "play": Thing("video-game"), "eat": Thing("cooked-rice"),
              "set": Thing("sparkler"), "buy": Thing("shopping-bags"), "drink": Thing("cup-with-straw")}  # fmt: skip
JOB_HEADS = {
    "queen": "girl",
    "bride": "woman",
    "king": "man",
    "groom": "man",
    "prince": "boy",
    "dancer": "girl",
    "student": "boy",
}


@dataclass
class _Reader:
    """The state between two tokens."""

    figures: list[FigureDraft] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    stacked: list[tuple[Thing, str, Thing]] = field(default_factory=list)
    scene: dict[str, str] = field(default_factory=dict)
    weather: list[str] = field(default_factory=list)
    wait: FigureDraft = field(default_factory=lambda: FigureDraft(""))
    current: list[FigureDraft] = field(default_factory=list)
    count: int = 1
    colour: str = ""
    size: str = ""
    verb: str = ""
    relation: str = ""
    at: bool = False
    noun: Thing | None = None
    local: tuple[str, Thing] | None = None
    joined: bool = False
    bound: str = ""
    before: str = ""
    english: bool = False
    mood: str = ""

    def thing(self, name: str) -> Thing:
        """A thing with the count, colour and size that stood before it."""
        made = Thing(name, self.count, self.colour, self.size)
        self.count, self.colour, self.size = 1, "", ""
        return made


def _number(token: Token) -> int:
    """How many a count word means; 0 is read as one."""
    value = int(token.key)
    return max(1, min(MANY.get(value, value), MOST))


def _targets(state: _Reader) -> list[FigureDraft]:
    """The figures that an attribute belongs to: those of this clause, or the one still to come."""
    return state.current or [state.wait]


def _figure(state: _Reader, token: Token) -> None:
    """A figure's name: it takes what waited for it, or becomes the object of a verb (抱着小猫)."""
    if state.verb in ("hold", "chase", "push", "eat", "ride", "look", "buy", "make") and (
        state.current or _is_object(state)
    ):
        _object(state, state.thing(token.key))
        return
    if state.english and state.relation and state.current:
        _relate(state, state.relation, state.thing(token.key))
        return
    draft, state.wait = state.wait, FigureDraft("")
    draft.name, draft.count, draft.size = token.key, state.count, state.size
    draft.colour = token.colour or state.colour
    state.count, state.colour, state.size = 1, "", ""
    if state.local:
        draft.place, state.local = state.local, None
        state.things = [one for one in state.things if one != (draft.place or ("", None))[1]]
    state.figures.append(draft)
    state.current = [*state.current, draft] if state.joined else [draft]
    state.noun, state.joined, state.verb, state.relation = None, False, "", ""
    state.at = False


def _is_object(state: _Reader) -> bool:
    """A verb stands before its noun with no figure yet: an object when a 的 and another figure follow (judged by 的)."""
    return state.bound == "object"


def _object(state: _Reader, thing: Thing) -> None:
    """The noun that a verb waited for; `and` after it lets one more follow."""
    verb = state.verb
    for draft in _targets(state):
        if verb == "ride":
            _ride(draft, thing)
        elif verb in ("eat", "drink"):
            draft.eats = thing
        elif verb == "look":
            draft.place = ("beside", thing)
        elif verb == "water":
            draft.held.append(Thing("own-wateringcan"))
            state.things.append(replace(thing, count=max(3, thing.count)))
        elif verb in ("hold", "buy", "play", "set", "chase", "push", "make"):
            draft.held.append(thing)
    state.noun, state.before, state.verb = thing, verb, ""


def _ride(draft: FigureDraft, thing: Thing) -> None:
    """Things that carry are ridden; anything else is sat on."""
    if thing.name in RIDEABLE or thing.name in tables()["figure"]:
        draft.ride = thing
    else:
        draft.place, draft.actions = ("on", thing), [*draft.actions, "sit"]


def _relate(state: _Reader, relation: str, thing: Thing) -> None:
    """The figures of this clause stand on, in, under or beside a thing."""
    state.relation, state.at = "", False
    if thing.name in SKY and relation != "on":
        state.weather.append(SKY[thing.name])
        return
    if thing.name in SKY and relation == "on" and thing.name == "full-moon":
        thing = replace(thing, name="own-moon")
    for draft in _targets(state):
        if thing.name in OVERHEAD:
            draft.held.append(thing)
        elif draft.place is None:
            draft.place = (relation, thing)
    state.noun = None


def _thing(state: _Reader, token: Token) -> None:
    """A thing's name: a verb's object, a relation's end, one more of a list, or a prop of its own."""
    state.colour = state.colour or token.colour
    thing = state.thing(token.key)
    if state.verb == "wear":
        if thing.name in ("red-heart", "rose", "cherry-blossom", "bouquet"):
            _targets(state)[-1].worn.append(Worn("flower", thing.colour))
            state.verb = ""
        else:
            _relate(state, "in", thing)
            state.verb = ""
    elif state.verb:
        _object(state, thing)
    elif state.english and state.relation and (state.current or not state.things):
        _relate(state, state.relation, thing)
    elif state.at:
        state.noun = thing
    elif state.joined and state.before:
        state.verb = state.before
        _object(state, thing)
    elif state.relation and state.english and state.things:
        state.stacked.append((thing, state.relation, state.things.pop()))
    elif state.local:
        state.stacked.append((thing, *state.local))
        if state.local[1] in state.things:
            state.things.remove(state.local[1])
        state.local = None
    else:
        _prop(state, thing)
    state.joined = False


def _prop(state: _Reader, thing: Thing) -> None:
    """A thing that nobody holds: into the sky where it belongs, else beside the others."""
    if thing.name in SKY and thing.count == 1:
        state.weather.append(SKY[thing.name])
        return
    state.things.append(thing)
    state.noun = thing


def _settle(state: _Reader) -> None:
    """A noun after 在 with no relation word behind it (坐在月亮) counts as on."""
    if state.at and state.noun:
        _relate(state, "on", state.noun)
    state.noun, state.at = None, False


def _relation(state: _Reader, token: Token) -> None:
    """上, 里, 旁边 … close a noun; on, in, under … open one; 在 opens one in Chinese."""
    ascii_word = token.text.isascii()
    state.english = ascii_word
    if token.key == "at" and not ascii_word:
        _settle(state)
        state.at = True
        state.bound = "at"
    elif ascii_word:
        state.relation, state.verb = token.key, ""
    elif state.noun is not None:
        noun, relation = state.noun, "on" if token.key == "at" else token.key
        if state.at or (state.before == "ride" and state.current):
            state.at = False
            if state.before == "ride" and state.current:
                for draft in state.current:
                    draft.ride = None
            _relate(state, relation, noun)
        else:
            state.local = (relation, noun)
        state.noun = None
    elif state.local is None and state.things and token.key == "at":
        state.local = ("on", state.things[-1])


def _verb(state: _Reader, token: Token) -> None:
    """A verb waits for its noun; 坐着 after a place word is only sitting."""
    if state.local and token.key == "ride":
        state.wait.actions.append("sit")
        return
    _settle(state)
    state.verb, state.relation, state.joined, state.before = token.key, "", False, ""


def _action(state: _Reader, token: Token) -> None:
    """What is done without an object; 坐在, 躲在 and the like wait for a place."""
    if not (token.text.endswith("在")):
        _settle(state)
    for draft in _targets(state):
        draft.actions.append(token.key)
    if token.text.endswith("在"):
        state.at = True
    state.verb = ""


def _wear(state: _Reader, token: Token) -> None:
    """Something worn, with or without a verb; named alone it waits for, or goes to, a figure."""
    for draft in _targets(state):
        draft.worn.append(Worn(token.key, state.colour))
    state.colour, state.verb, state.count = "", "", 1
    state.before = "wear"


def _job(state: _Reader, token: Token, following: Token | None, previous: Token | None) -> None:
    """A job dresses the animal named right before or after it; alone it is a person."""
    if following and following.kind == "figure" and following.key not in ("person",):
        state.wait.job = token.key
    elif previous and previous.kind == "figure" and state.current:
        state.current[-1].job = token.key
    else:
        state.wait.job = token.key
        _figure(state, Token("figure", JOB_HEADS.get(token.key, "person"), token.text))


def _qualify(state: _Reader, token: Token) -> None:
    """Counts, colours, sizes and moods."""
    if token.kind == "count":
        state.count = _number(token) if int(token.key) <= 200 else 1
    elif token.kind == "colour":
        state.colour = token.key
    elif token.kind == "size":
        state.size = token.key
    else:
        for draft in _targets(state):
            draft.mood = token.key
        state.mood = token.key


def _break(state: _Reader) -> None:
    """A comma ends the clause's waiting, not its figures: 兔子在窗台上，抱着月饼 goes on about the rabbit."""
    _settle(state)
    if state.verb in VERB_ALONE:
        _object(state, VERB_ALONE[state.verb])
    state.verb, state.relation, state.local, state.joined, state.before = "", "", None, False, ""


def _setting(state: _Reader, token: Token) -> None:
    """Where, when, in which weather, style or festival: the first of a kind counts, weather adds up."""
    if token.kind == "weather":
        state.weather.append(token.key)
    else:
        state.scene.setdefault(token.kind, token.key)
    state.relation, state.at = "", False
    state.verb = "" if token.kind == "place" else state.verb


def _step(state: _Reader, tokens: list[Token], at: int) -> None:
    """One token."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    previous = tokens[at - 1] if at else None
    if token.text.isascii() and token.kind not in ("count", "break"):
        state.english = True
    if token.kind == "family":
        _family(state, token)
    elif token.kind == "figure":
        state.bound = "object" if _object_ahead(tokens, at) else ""
        _figure(state, token)
    elif token.kind in ("thing", "wear", "action", "verb", "relation"):
        {"thing": _thing, "wear": _wear, "action": _action, "verb": _verb, "relation": _relation}[token.kind](
            state, token
        )
    elif token.kind == "job":
        _job(state, token, following, previous)
    elif token.kind in SCENE_KINDS:
        _setting(state, token)
    elif token.kind in ("count", "colour", "size", "mood"):
        _qualify(state, token)
    elif token.kind == "break":
        _break(state)
    elif token.kind == "join":
        state.joined = True
    elif token.kind == "stop" and token.key == "的":
        if state.verb in VERB_ALONE:
            _object(state, VERB_ALONE[state.verb])
        _settle(state)
        if not state.figures or (previous and previous.kind != "figure" and _figure_ahead(tokens, at)):
            state.current = [] if not state.joined else state.current


def _family(state: _Reader, token: Token) -> None:
    """Father, mother and child, each with all that was said of them."""
    waited = state.wait
    for name in ("man", "woman", "boy"):
        state.wait = replace(waited, actions=[*waited.actions], worn=[*waited.worn], held=[*waited.held])
        _figure(state, Token("figure", name, token.text))
        state.joined = True
    state.joined = False


def _figure_ahead(tokens: list[Token], at: int) -> bool:
    """Whether a figure's name comes before the clause ends."""
    for token in tokens[at + 1 :]:
        if token.kind in ("figure", "job"):
            return True
        if token.kind in ("break", "verb", "relation", "thing"):
            return False
    return False


def _object_ahead(tokens: list[Token], at: int) -> bool:
    """抱着小猫的女孩: this figure is an object when 的 and another figure follow."""
    rest = tokens[at + 1 : at + 2]
    return bool(rest) and rest[0].key == "的" and _figure_ahead(tokens, at + 1)


def _finish(state: _Reader) -> Scene:
    """What still waits goes where it fits best; nothing said is dropped."""
    _break(state)
    wait = state.wait
    left = bool(wait.worn or wait.held or wait.actions or wait.ride or wait.eats or wait.job)
    figures = [draft.done() for draft in state.figures]
    if left and not figures:
        wait.name = "person"
        figures.append(wait.done())
    elif wait.mood and not figures:
        figures.append(Figure("smiley", mood=wait.mood))
    elif left:
        last = figures[-1]
        figures[-1] = replace(last, worn=(*last.worn, *wait.worn), actions=(*last.actions, *wait.actions),
                              held=(*last.held, *wait.held), ride=last.ride or wait.ride)  # fmt: skip
    if wait.place and figures and not figures[-1].place:
        figures[-1] = replace(figures[-1], place=wait.place)
    elif wait.place and not figures:
        state.things.append(wait.place[1])
    return Scene(
        tuple(figures), tuple(state.things), tuple(state.stacked), state.scene.get("place", ""), state.scene.get("time", ""),
        tuple(dict.fromkeys(state.weather)), state.scene.get("season", ""), state.scene.get("festival", ""),
        state.scene.get("style", ""), state.mood,
    )  # fmt: skip


def parse(prompt: str) -> tuple[Scene, Words]:
    """The prompt's scene, and what of its words was understood; at most READ characters are read."""
    tokens = read(prompt[:READ])
    state = _Reader()
    for at in range(len(tokens)):
        _step(state, tokens, at)
    known = tuple(
        dict.fromkeys(
            t.text for t in tokens if t.kind not in ("unknown", "stop", "break", "join", "relation")
        )
    )
    return _finish(state), Words(known, missed(tokens), len(prompt) > READ)
