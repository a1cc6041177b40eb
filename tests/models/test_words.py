"""Each code of the models has a sentence in both languages that its arguments fill."""

from __future__ import annotations

import re
import string
from importlib.resources import files

from dazi.models.catalog import catalog
from dazi.words import say, sentences

CODE = re.compile(r'"(models?\.[a-z_]+(?:\.[a-z]+)?)"')


def test_no_code_is_without_a_sentence() -> None:
    sources = [file for file in files("dazi.models").iterdir() if file.name.endswith(".py")]
    codes = {code for file in sources for code in CODE.findall(file.read_text("utf-8"))}
    codes |= {model.notice for model in catalog().models.values() if model.notice}
    codes -= {"models.toml"}
    assert len(codes) > 30
    for lang in ("zh", "en"):
        assert codes <= set(sentences(lang)), codes - set(sentences(lang))  # type: ignore[arg-type]


def test_both_languages_name_the_same_arguments() -> None:
    for code, zh in sentences("zh").items():
        if code.startswith(("model.", "models.")):
            names = [
                {field for _, field, _, _ in string.Formatter().parse(t) if field}
                for t in (zh, sentences("en")[code])
            ]
            assert names[0] == names[1], code
    assert say("model.busy", "en", endpoint="x", status=503).startswith("The model x is too busy (HTTP 503)")
