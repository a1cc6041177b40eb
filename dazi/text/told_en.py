"""What clauses in English tell of their writer; one rule a line, knows no comment as a whole."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from dazi.text.beasts import ANIMALS, LATIN, PLAIN
from dazi.text.fact import Made, Rule, Told, life, lost, named, rule, taste
from dazi.text.when import WHEN_EN, moment

_WEEK = timedelta(days=7)
_CAP = r"(?-i:[A-Z][A-Za-z'-]+)"
_NAME = rf"(?P<name>[A-Za-z][A-Za-z'-]{{1,14}}(?: {_CAP})?)"
_WHERE = rf"(?P<where>{_CAP}(?: {_CAP}){{0,2}})"
_LOOKS = r"(?P<looks>(?:(?:black|white|orange|grey|gray|brown|old|tiny|fat|huge|little|rescue|golden|border|german|senior|one-eyed|three-legged|baby) ){0,2})"
_JOBS = (
    r"(?:nurse|teacher|doctor|programmer|developer|engineer|designer|driver|chef|cook|baker|lawyer|paralegal|accountant|freelancer|barista|bartender|writer|editor|photographer|"
    r"electrician|plumber|carpenter|mechanic|welder|firefighter|paramedic|pharmacist|dentist|vet|vet tech|librarian|park ranger|ranger|scientist|researcher|analyst|consultant|"
    r"architect|artist|illustrator|animator|musician|actor|cashier|receptionist|waiter|waitress|server|farmer|gardener|florist|pilot|flight attendant|translator|tutor|coach|"
    r"therapist|social worker|postdoc|professor|postal worker|mail carrier|truck driver|bus driver|student|grad student|phd student|med student|law student|data scientist|"
    r"project manager|product manager|sysadmin|game dev|streamer|hairdresser|tailor|security guard|stay-at-home (?:mom|dad)|tour guide|midwife|surgeon|intern)"
)
_EVENT = r"(?:exams?|finals?|midterms?|interview|deadline|test|gig|flight|surgery|recital|marathon|race|wedding|defen[cs]e|presentation|concert|game|match|move|trip|audition|appointment)"
_AGE = r"(?P<age>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
_I = r"^(?:well |honestly |btw |fun fact |also |because |and |i mean |actually |hi |hey |psst |hello )?i(?:'ve| have|'m| am)?"


def _call(hit: re.Match[str], now: datetime) -> Made:
    name = named(hit["name"])
    return Told("name", "name", name, 0.95) if name else None


def _pet(hit: re.Match[str], now: datetime) -> Made:
    said, kind = hit["animal"].casefold(), ANIMALS[hit["animal"].casefold()]
    groups = hit.groupdict()
    name, looks = named(groups.get("name") or ""), (groups.get("looks") or "").strip()
    singular = kind if said in PLAIN and said != "puppy" else said
    body = f"{looks} {singular}".strip()
    body = f"{'an' if body[0] in 'aeio' else 'a'} {body}"
    return Told("pet", f"pet:{kind}", f"{body} called {name}" if name else body)


def _breed(hit: re.Match[str], now: datetime) -> Made:
    """ "wait no, he's a beagle": whatever of that kind was told before is this."""
    said = hit["animal"].casefold()
    return Told("pet", f"pet:{ANIMALS[said]}", said, was="*")


def _child(hit: re.Match[str], now: datetime) -> Made:
    who, groups = hit["who"].casefold(), hit.groupdict()
    found = []
    if name := named(groups.get("name") or ""):
        found.append(Told("life", f"life:child:{who}:name", f"a {who} called {name}", 0.9))
    if age := groups.get("age"):
        found.append(
            Told(
                "life",
                f"life:child:{who}:age",
                f"a {who}, {age}{' ' + groups['months'] if groups.get('months') else ''}",
                0.85,
            )
        )
    return tuple(found) or None


def _plan(hit: re.Match[str], now: datetime) -> Made:
    what = re.sub(
        r"^(?:(?:have|has|got|gotta|need to|have to|am|'m|'re|are|will|'ll|'ve|an?|my|the) ?)+",
        "",
        hit["what"].strip(),
        flags=re.IGNORECASE,
    )
    day = moment(hit["when"], now)
    if len(what) < 4 or day is None:
        return None
    return Told(
        "plan", f"plan:{what.casefold()[:24]}", f"{what} {hit['when']}"[:60], 0.8, day + timedelta(days=3)
    )


def _job(hit: re.Match[str], now: datetime) -> Made:
    what, where = hit["what"].strip(), hit.groupdict().get("where")
    body = (
        what
        if what[:3].casefold() in ("an ", "the") or what[:2].casefold() == "a "
        else f"{'an' if what[0] in 'aeiou' else 'a'} {what}"
    )
    found = [Told("life", "life:job", f"{body} in {where}" if where else body, 0.85)]
    if where:
        found.append(Told("life", "life:home", f"in {where}", 0.7))
    return tuple(found)


def _quit(hit: re.Match[str], now: datetime) -> Made:
    return Told("life", "life:job", "", gone=True), Told("life", "life:work", "", gone=True)


_HATE = r"(?:hate|hated|can'?t stand|can'?t do|don'?t like|don'?t eat|don'?t drink|dislike|loathe|despise|can'?t eat)"
_LOVE = r"(?:love|like|adore|enjoy|into|a (?:big|huge) fan of|obsessed with|crazy about|addicted to)"
_SO = r"(?: with my whole (?:chest|heart)| more than (?:anything|people|words)| (?:even|especially) .{2,20})?"
RULES: tuple[Rule, ...] = (
    rule(rf"(?:^|\b(?:can|just|please|friends|everyone|people|all) )(?:calls? me) {_NAME}(?: everyone does| instead| please)?$", _call),
    rule(rf"^(?:hi |hello |hey |and )?(?:my name(?:'s| is)|my (?:real |new )?name is|{_I[1:]} go by|i go by|the name(?:'s| is)) {_NAME}(?: now)?$", _call),
    rule(rf"^(?:hi|hey|hello|yo)(?: all| everyone| there| folks)?,? i'?m (?P<name>{_CAP})$", _call),
    rule(rf"\b(?:have|got|own) (?:two|three|2|3) (?P<animal>{LATIN})(?: called| named|:)? (?P<name>{_CAP}(?:,? and {_CAP}| & {_CAP}))$", _pet),
    rule(rf"\bmy {_LOOKS}(?P<animal>{LATIN})(?:'s name is| is (?:called|named)|'s called|'s named) (?P<name>[A-Za-z][A-Za-z'-]{{1,14}})$", _pet),
    rule(rf"\bmy {_LOOKS}(?P<animal>{LATIN}),? (?:called |named )?(?P<name>{_CAP})\b(?! and i\b)", _pet),
    rule(rf"{_I}(?: just| also| recently| still)? ?(?:have|got|own|adopted|rescued|bought|getting)(?: back)? an? {_LOOKS}(?P<animal>{LATIN})(?: (?:called|named) (?P<name>[A-Za-z][A-Za-z'-]{{1,14}}))?(?: back home| at home| now)?$", _pet),
    rule(rf"\bmy (?P<animal>{LATIN}) .{{0,20}}?(?:died|passed away|ran away|is gone|crossed the rainbow)", lambda hit, now: Told("pet", f"pet:{ANIMALS[hit['animal'].casefold()]}", "", gone=True)),
    rule(rf"\b(?:rehomed|gave away|lost) my (?P<animal>{LATIN})", lambda hit, now: Told("pet", f"pet:{ANIMALS[hit['animal'].casefold()]}", "", gone=True)),
    rule(rf"^(?:wait |no |actually |sorry |oops |i mean )*(?:he|she|it)(?:'s| is) (?:actually )?an? {_LOOKS}(?P<animal>{LATIN})(?: not an? \w+)?$", _breed),
    rule(rf"{_I}(?: \w+)? allergic to (?P<what>[A-Za-z ]{{2,24}})$", life("allergy:{what}", "allergic to {what}")),
    rule(rf"^(?:{_I[1:]} )?(?:super |very )?(?P<what>lactose|gluten) intolerant", life("allergy:{what}", "{what} intolerant")),
    rule(rf"{_I}(?: a)?(?: now)? (?P<what>vegan|vegetarian|celiac|coeliac|pescatarian|teetotal|sober)\b", life("diet", "{what}")),
    rule(rf"^(?:{_I[1:]} )?(?:really |absolutely |just |still |also |honestly )*{_HATE} (?P<what>[A-Za-z0-9' -]{{2,32}}?){_SO}$", taste("dislike")),
    rule(r"^(?P<what>[A-Za-z ]{3,20}) tastes? like .{3,20} to me$", taste("dislike")),
    rule(rf"{_I}(?: really| absolutely| also| just| totally| so| still| always)*? {_LOVE} (?P<what>[A-Za-z0-9' -]{{2,32}}?){_SO}$", taste("like")),
    rule(r"^my (?:all-?time )?favou?rite (?:[a-z]+ )?(?:is|are|has to be) (?P<what>[A-Za-z0-9' -]{2,32})$", taste("like")),
    rule(r"\bmy birthday(?:'s| is|'s on| falls on)?(?: on)? (?P<what>[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?|(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Za-z]{3,9})", life("birthday", "{what}")),
    rule(r"^i(?: was|'m) born on (?P<what>[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?)", life("birthday", "{what}")),
    rule(rf"^(?:i|we)(?:'ve| have|'m|'re| am| are)?(?: just| recently| now| currently| actually| finally)* ?(?:live|living|moved|moving|based|relocated|from) (?:back )?(?:in|to|near|at|out of)? ?{_WHERE}(?: now| last \w+| right now| these days| this year)*$", lambda hit, now: Told("life", "life:home", f"lives in {hit['where']}" if "from" not in hit[0].casefold().split() else f"from {hit['where']}", 0.85)),
    rule(rf"^(?:{_I[1:]} |the )?(?:an? )(?P<what>(?:[a-z]+ ){{0,2}}{_JOBS})(?: (?:in|at|near|from) {_WHERE})?(?: starting .{{3,12}}| now| by day| these days)*$", _job),
    rule(rf"^(?P<what>(?:\w+ )?{_JOBS}) (?:here|in {_WHERE})$", _job),
    rule(r"^i(?:'ve)?(?: currently| now| also| still)? (?:work|worked|working) (?P<what>(?:in|at|for|as) (?:an? |the |my )?[A-Za-z' ]{3,28})$", life("work", "works {what}")),
    rule(r"^i(?: currently| now)? teach (?P<what>[A-Za-z0-9 ]{3,28})$", life("job", "teaches {what}")),
    rule(r"^i(?:'m)?(?: currently| now)? (?:study|studying|major(?:ing)? in) (?P<what>[A-Za-z ]{3,28})$", life("major", "studies {what}")),
    rule(r"^(?:i'm |i am |i've been |still )*learning (?:the |to play (?:the )?|to )?(?P<what>[a-z]{3,16}(?: [a-z]{3,12})?)$", life("plays:{what}", "learning {what}")),
    rule(r"^i (?:do|run|own|manage|drive|bake|cook|sell|fix|clean)(?: a| the)? (?P<what>.{3,34} (?:in|at|near|for) (?:a |the )?[A-Za-z ]{3,24})$", life("work", "{what}")),
    rule(r"^i (?:also )?play (?:the )?(?P<what>bass|guitar|piano|drums|violin|cello|flute|chess|football|soccer|tennis|basketball|hockey|volleyball|rugby|the \w+)\b", life("plays:{what}", "plays {what}")),
    rule(r"^i(?:'ve)?(?: just| finally)? (?:quit|left|lost|got fired from|got laid off from) (?:my job|the job|teaching|nursing|[a-z]+ing\b|work)", _quit),
    rule(r"^(?:(?:i|and) )?(?:just )?(?:turned|turning) (?P<what>\d{2})\b(?! on)", life("age", "{what} years old")),
    rule(r"^(?:i'm|i am) (?P<what>\d{2})(?: years? old| yo)?$", life("age", "{what} years old")),
    rule(rf"^(?:my|our) (?P<who>daughter|son|kid|baby|toddler|boy|girl|little one|eldest|youngest)(?:,? (?P<name>{_CAP}),?)?(?: just)?(?: is|'s| turned| turns|,)?(?: {_AGE})?(?: years? old)?(?P<months> months?)?(?: old)?\b(?=$|,| now| and| today| this| last| next| in)", _child),
    rule(rf"^(?:my|our) (?P<who>daughter|son|kid|baby)(?:'s name is| is called| is named) (?P<name>{_CAP})$", _child),
    rule(rf"^(?:i|we)(?P<what>(?:'m|'re|'ve|'ll| am| are| have| will| got| need| gotta)\b.{{3,44}}?) (?P<when>{WHEN_EN})$", _plan),
    rule(rf"^my (?P<what>(?:\w+ )?(?:band|team|thesis|driving|{_EVENT})\b.{{0,30}}?) (?P<when>{WHEN_EN})$", _plan),
    rule(rf"^(?P<what>(?:\w+ ){{0,2}}{_EVENT})(?: is)? (?P<when>{WHEN_EN})$", _plan),
    rule(r"^i (?:broke up|got divorced)", lost("life", "life:partner")),
)  # fmt: skip
TAKEN_BACK = re.compile(
    r"\b(?:just kidding|jk|kidding|i made (?:that|it) up|i'?m lying|i lied|that was a joke|scratch that|ignore that|psych|not true)\b",
    re.IGNORECASE,
)
# A wish to keep something, whatever it is.
WISH = re.compile(
    r"^(?:please |pls )?(?:remember|keep in mind|note|don'?t forget)(?: this| that)?:? (?=i\b|i'|my )",
    re.IGNORECASE,
)


def note(rest: str) -> str:
    """What somebody wants kept that no rule knows, without its subject."""
    first = re.split(r"[,.!]\s|[.!]$", rest.strip())[0]
    return first.strip() if 6 < len(first) <= 60 else ""
