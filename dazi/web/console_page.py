"""How the console's pages are written: templates, language and theme, times and numbers; knows no store."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import RedirectResponse, Response

from dazi import __version__
from dazi.errors import BadInput, DaziError, Transient
from dazi.types import Lang
from dazi.web.plaza_faults import language
from dazi.words import explain, say, sentences

HOME = "/console"
THEME = "dazi_console_theme"
THEMES = ("auto", "dark", "light")
NAV = ("overview", "mentions", "dead", "trends", "switches", "models", "memory", "settings")
_FOLDER = Path(__file__).parent / "templates" / "console"


class Away(Exception):
    """The visitor has to go to another page first."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


class Refused(BadInput):
    """A refusal with its HTTP status."""

    def __init__(self, status: int, code: str, /, **arguments: object) -> None:
        super().__init__(code, **arguments)
        self.status = status


def calm(pages: Pages) -> type[APIRoute]:
    """A kind of route that answers what our handlers raise with a page."""

    class Calm(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            inner = super().get_route_handler()

            async def handled(request: Request) -> Response:
                try:
                    return await inner(request)
                except Away as away:
                    return RedirectResponse(away.to, 303)
                except DaziError as fault:
                    status = fault.status if isinstance(fault, Refused) else _status(fault)
                    words = explain(fault, language(request))
                    return pages.shown(request, "fault.html", "", status, words=words)

            return handled

    return Calm


def _status(fault: DaziError) -> int:
    return 503 if isinstance(fault, Transient) else 422


class Pages:
    """Renders. `zone` is the community's; `name` the companion's."""

    def __init__(self, zone: tzinfo, name: str, clock: Callable[[], datetime] | None = None) -> None:
        self._zone, self._name = zone, name
        self._clock = clock or (lambda: datetime.now(UTC))
        self._templates = Environment(
            loader=FileSystemLoader(_FOLDER), autoescape=select_autoescape(), undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._templates.filters.update(
            number=number, money=money, exact=self.exact, iso=_iso, percent=_percent, shortly=_shortly
        )

    def shown(
        self, request: Request, name: str, seal: str, status: int = 200, **values: object
    ) -> HTMLResponse:
        """A whole page; `seal` is for its forms."""
        lang = language(request)
        theme = request.cookies.get(THEME, "")
        done = request.query_params.get("done", "")
        frame: dict[str, object] = {
            "path": request.url.path, "home": HOME, "nav": NAV, "version": __version__, "name": self._name, "seal": seal,
            "theme": theme if theme in THEMES else "auto", "themes": THEMES, "here": request.url.path + _query(request),
            "done": done if f"console.done.{done}" in sentences(lang) else "", "fault": "", "told": {},
        }  # fmt: skip
        text = self._templates.get_template(name).render(**self._spoken(lang), **{**frame, **values})
        # Under no-referrer a browser sends its forms from an origin "null", which the guard has to refuse.
        headers = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
        return HTMLResponse(text, status, headers=headers)

    def piece(self, lang: Lang, name: str, **values: object) -> str:
        """A piece of a page, for what comes in while it is looked at."""
        return self._templates.get_template(name).render(**self._spoken(lang), home=HOME, **values)

    def _spoken(self, lang: Lang) -> dict[str, object]:
        return {
            "lang": lang, "t": partial(_told, lang), "word": partial(plain, lang), "ago": partial(self.ago, lang),
            "span": partial(span, lang),
        }  # fmt: skip

    def ago(self, lang: Lang, at: datetime) -> str:
        """How long ago, in words."""
        seconds = (self._clock() - at).total_seconds()
        if seconds < 0:
            return self.exact(at)
        for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
            if seconds >= size:
                return say(f"console.ago.{unit}", lang, n=int(seconds // size))
        return say("console.ago.now", lang)

    def exact(self, at: datetime) -> str:
        return at.astimezone(self._zone).strftime("%Y-%m-%d %H:%M:%S")


def _told(lang: Lang, code: str, **arguments: object) -> str:
    return say(f"console.{code}", lang, **arguments)


def plain(lang: Lang, code: str, fallback: str = "") -> str:
    """The sentence of a code that came without its arguments; else the fallback, else the code. What stands under
    "silence." is said to members: an operator reads it from outside."""
    code = f"console.{code}" if f"console.{code}" in sentences(lang) else code
    found = sentences(lang).get(code, "")
    return found.format_map(_Unknown()) if found else (fallback or code)


class _Gap:
    """Stands for an argument that nobody kept, however it was to be written."""

    def __format__(self, spec: str) -> str:
        return "…"


class _Unknown(dict[str, _Gap]):
    def __missing__(self, name: str) -> _Gap:
        return _Gap()


def span(lang: Lang, seconds: float | None) -> str:
    """A duration in the unit that fits."""
    if seconds is None:
        return "–"
    if seconds < 1:
        return say("console.span.ms", lang, n=round(seconds * 1000))
    if seconds < 90:
        return say("console.span.s", lang, n=f"{seconds:.1f}")
    if seconds < 5400:
        return say("console.span.min", lang, n=round(seconds / 60))
    return say("console.span.h", lang, n=f"{seconds / 3600:.1f}")


def number(value: float) -> str:
    return f"{value:,.0f}"


def money(value: float) -> str:
    """In the settings' currency; as many digits as it takes."""
    return "0" if not value else f"{value:.4f}" if value < 1 else f"{value:,.2f}"


def _percent(value: float) -> str:
    return f"{value * 100:.0f}%"


def _shortly(sentence: str) -> str:
    """A reason without the words that all begin with."""
    return sentence.removeprefix("没回：").removeprefix("No reply: ")


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


def address(path: str, values: Mapping[str, object]) -> str:
    """A path with those of the values that say something."""
    kept = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path
