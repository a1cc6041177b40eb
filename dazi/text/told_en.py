"""What clauses in English tell of their writer; one rule a line, knows no comment as a whole."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from dazi.text.beasts import ANIMALS, LATIN, PLAIN
from dazi.text.fact import LOOSE, Made, Rule, Told, life, lost, named, rule, taste
from dazi.text.late import late
from dazi.text.when import WHEN_EN, moment

_CAP = r"(?-i:[A-Z][A-Za-z'-]+)"
_NAME = rf"(?P<name>[A-Za-z][A-Za-z'-]{{1,14}}(?: {_CAP})?)"
_WHERE = (
    rf"(?P<where>(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b){_CAP}(?: {_CAP}){{0,2}})"
)
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
_NAMED = late(
    rf"\b(?P<name>{_CAP}),? (?:is )?(?:his|her|its|their) name(?:'s| is)?(?=$|[.,!?;])|\b(?:his|her|its|the) name(?:'s| is| was)? (?P<name2>{_CAP})|\b(?:he|she|it|they)(?:'s|'re| is| are)? (?:called|named|answers? to|goes by) (?P<name3>{_CAP})"
)
_OWNED = late(
    rf"\b(?:my|our|i (?:have|got|own|adopted|rescued)|i'?ve got|we (?:have|got|adopted)|we'?ve got) (?:an? |two |three |new |old |dear |lovely |stupid |idiot |other )*(?:\w+ ){{0,2}}?(?P<animal>{LATIN})(?! (?:food|park|person|videos?|hair|breath|memes?|toys?|walker|sitter|people|lover|lady|dad|mom|mum)\b)\b",
    re.IGNORECASE,
)
_IS_A = late(
    rf"(?:^|[,.!?;] ?|\bbecause )(?P<name>{_CAP}) is (?:an?|my|our|the) (?:\w+ ){{0,2}}?(?P<animal>(?i:{LATIN}))\b"
)
_BOTH = late(
    rf"\b(?:my|our|my two|our two|two|have two|have three|my three) (?:\w+ )?(?P<animal>(?i:{LATIN}))(?: are)?[,:(]? (?:called |named )?(?P<one>{_CAP}),? (?:and|&) (?P<two>{_CAP})"
)
_WAS = late(
    rf"\b(?:he|she|it|they|that)(?:'s|'re| is| are)(?: actually)? (?:an? )?(?P<now>{LATIN}),? not (?:an? )?(?P<was>{LATIN})\b|\bnot (?:an? )?(?P<was2>{LATIN}),? (?:(?:he|she|it|they)(?:'s|'re| is| are) )?(?:actually )?(?:an? )?(?P<now2>{LATIN})\b",
    re.IGNORECASE,
)
_MINE = late(r"\b(?:i|my|mine|our|we|me)\b|\bi'", re.IGNORECASE)
_NO_NAMES = frozenset(
    [
        "I",
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "This",
        "That",
        "My",
        "Our",
        "What",
        "So",
        "And",
        "But",
        "When",
        "If",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
)


_REACTS = r"(?:my (?:throat|face|lips|tongue|eyes?|airway)[a-z ]* (?:closes?|swells?|itch\w*|balloons?|shuts?)|anaphyla\w+|hives|(?:in|to) (?:the )?(?:er|a&e|hospital)\b|epi-?pen|break out|swell up|ambulance)"
_REACTED = late(
    rf"(?:^|[,.!?;] ?)(?:i (?:had |ate |eat |have |touch ))?(?:i )?(?:can'?t (?:do|have|eat|touch|drink|be near) |avoid |no )?(?P<what>(?:(?:an?|one|any|just|even|the) )*[a-z]+(?: [a-z]+)?)(?: sting| bite)?(?: and| makes| gives|:| =|,) (?:i'?m |i am |me |i )?(?:in |get |end up |need )?.{{0,10}}?{_REACTS}",
    re.IGNORECASE,
)


def apart(text: str) -> tuple[tuple[Told, str], ...]:
    """Pets whose name or breed stands in a clause of its own, with the words that told them; ("", …) corrections first."""
    if hit := _WAS.search(text):
        was, new = hit["was"] or hit["was2"], hit["now"] or hit["now2"]
        return ((Told("", f"was:{was}", new.casefold(), was=was.casefold()), hit[0]),)
    if (hit := _BOTH.search(text)) and hit["one"] not in _NO_NAMES:
        said = hit["animal"].casefold()
        return (
            (
                Told("pet", f"pet:{ANIMALS[said]}", f"{said} called {hit['one']} and {hit['two']}", 0.85),
                hit[0],
            ),
        )
    if hit := _REACTED.search(text):
        what = re.sub(
            r"^(?:i (?:had|ate|eat|have|touch) |an? |one |any |just |even |the )+",
            "",
            hit["what"].strip(),
            flags=re.IGNORECASE,
        )
        return (
            ((Told("life", f"life:allergy:{what.casefold()}", f"allergic to {what}", 0.75), hit[0]),)
            if what
            else ()
        )
    owned = _OWNED.search(text)
    if owned and re.search(r"\b(?:died|passed away|ran away|is gone|rehomed|used to)\b", text, re.IGNORECASE):
        return ()
    called = _NAMED.search(text)
    if owned and called:
        said, name = owned["animal"].casefold(), called["name"] or called["name2"] or called["name3"]
        if name not in _NO_NAMES:
            return (
                (
                    Told(
                        "pet",
                        f"pet:{ANIMALS[said]}",
                        f"{'an' if said[0] in 'aeio' else 'a'} {said} called {name}",
                        0.85,
                    ),
                    called[0],
                ),
            )
    if (hit := _IS_A.search(text)) and hit["name"] not in _NO_NAMES and (_MINE.search(text)):
        said = hit["animal"].casefold()
        return ((Told("pet", f"pet:{ANIMALS[said]}", f"a {said} called {hit['name']}", 0.8), hit[0]),)
    return ()


def _owned(hit: re.Match[str], now: datetime) -> Made:
    said = hit["animal"].casefold()
    kind = ANIMALS[said]
    return Told("pet", f"pet:{kind}", f"{'an' if said[0] in 'aeio' else 'a'} {said}", LOOSE)


PASSING: tuple[Rule, ...] = (
    rule(rf"^(?:hey |hi |hello )*(?P<name>{_CAP}) here$", _call),
    rule(rf"^(?:(?:the )?name(?:'s| is)|you can call me|call me|i answer to|people call me|friends call me|known as|they call me|everyone (?:just )?calls me|i'm) (?P<name>{_CAP})(?: btw| by the way| here| around here| please| for short)*$", _call),
    rule(_OWNED.pattern, _owned),
    rule(r"^(?P<what>[a-z ]{3,20}?) and (?:i|me) (?:are|have been) (?:sworn |mortal |not )?(?:enemies|friends|a war)", lambda hit, now: Told("dislike", f"taste:{hit['what'].casefold()}", hit["what"], 0.75)),
    rule(r"^(?:absolutely |sorry |please )?no (?P<what>[a-z ]{3,16}?) for me\b", lambda hit, now: Told("dislike", f"taste:{hit['what'].casefold()}", hit["what"], 0.8)),
    rule(r"^(?:(?:it'?s )?an? )?hard (?:pass|no) on (?:the )?(?P<what>[a-z' ]{3,28})$", taste("dislike")),
    rule(r"^(?:i'?m |i am )?(?:really |just |definitely |so |honestly )*(?:not (?:a (?:big |huge )?fan of|into|keen on|one for)|over|sick of|allergic to the idea of|terrified of|scared of|afraid of) (?P<what>[a-z' ]{3,28})$", taste("dislike")),
    rule(r"^(?:i'?m |i am )?(?:really |just |definitely |such )*(?:an? )?(?:(?:big|huge|massive|lifelong|die-?hard) )?(?:fan of|sucker for|addict for|nerd about|obsessed with|hooked on|all about|mad about|partial to) (?P<what>[a-z' ]{3,40})$", lambda hit, now: None if re.match(r"(?:this|that|a good|you|the way)\b", hit["what"], re.IGNORECASE) else taste("like")(hit, now)),
    rule(r"^(?:i )?(?:could|can) (?:eat|drink|watch|play|listen to) (?P<what>[a-z' ]{3,24}?) (?:every (?:single )?day|all day|forever|for (?:breakfast|days|life).*)$", taste("like")),
    rule(r"^(?P<what>[a-z' ]{3,24}?) (?:is|are) (?:my (?:whole )?(?:life|personality|jam|love language|happy place|comfort food|religion|guilty pleasure|everything)|life)$", taste("like")),
    rule(rf"\b(?:being|as|working as) an? (?P<what>(?:[a-z-]+ ){{0,2}}{_JOBS})\b(?: in {_WHERE})?", _job),
    rule(rf"\bbeen an? (?P<what>(?:[a-z-]+ ){{0,2}}{_JOBS}) (?:for|since)\b(?P<where>)", _job),
    rule(rf"^(?:i'm|i am|we're|we are|i|we)?(?: just| currently| still| now)*(?: live| living| based)?(?: just)? (?:outside(?: of)?|near|north of|south of|east of|west of|up in|down in|over in|here in|from) {_WHERE}$", lambda hit, now: Told("life", "life:home", f"lives near {hit['where']}" if re.search(r"outside|near|of ", hit[0]) else f"in {hit['where']}", 0.75)),
    rule(rf"^{_WHERE} (?:here|native|local|born and raised|resident)$", lambda hit, now: Told("life", "life:home", f"in {hit['where']}", 0.75)),
    rule(r"\bturning (?P<age>[a-z0-9-]+) on (?P<what>[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?|(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Za-z]{3,9})", life("birthday", "{what}")),
    rule(r"\bmy birthday(?:'s| is|'s on| falls on| is on)?(?: on)? (?P<what>christmas eve|christmas day|new year's eve|new year's day|halloween|valentine's day)", life("birthday", "{what}")),
    rule(rf"^(?:i'm |i am |we're |we are )?(?:finally |also |then )*(?P<what>(?:moving|flying|driving|heading|going|travell?ing|starting|getting|seeing|visiting|taking|running|back|off|sitting|having|presenting|leaving|hosting) .{{2,44}}?) (?P<when>{WHEN_EN})$", _plan),
)  # fmt: skip
TAKEN_BACK = late(
    r"\b(?:just kidding|jk|kidding|i made (?:that|it) up|i'?m lying|i lied|that was a joke|scratch that|ignore that|psych|not true)\b",
    re.IGNORECASE,
)
# A wish to keep something, whatever it is.
WISH = late(
    r"^(?:please |pls )?(?:remember|keep in mind|note|don'?t forget)(?: this| that)?:? (?=i\b|i'|my )",
    re.IGNORECASE,
)


def note(rest: str) -> str:
    """What somebody wants kept that no rule knows, without its subject."""
    first = re.split(r"[,.!]\s|[.!]$", rest.strip())[0]
    return first.strip() if 6 < len(first) <= 60 else ""
