"""Which models are taken, by what the environment, the machine and the network offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from dazi.models import probes as real
from dazi.models.catalog import catalog
from dazi.models.discover import Choice, Local, Machine, Probes, discover, ollama_url, providers

CHATS = catalog().chats


class World:
    """What there is to find; `asked` notes who was looked at."""

    def __init__(
        self,
        environ: Mapping[str, str] | None = None,
        served: Mapping[str, Sequence[str]] | None = None,
        ollama: Sequence[Local] | None = None,
        hub: str | None = None,
        cached: Sequence[str] = (),
        memory: float = 16.0,
        cores: int = 4,
    ) -> None:
        self.environ, self.lists, self.locals, self.hub_name = environ or {}, served or {}, ollama, hub
        self.here, self.room = cached, Machine(memory, cores)
        self.asked: list[str] = []

    def served(self, url: str, key: str) -> Sequence[str] | None:
        self.asked.append(url)
        if key == "rejected":
            raise PermissionError(url)
        return self.lists.get(url)

    def hub(self, model: Any) -> str | None:
        self.asked.append("hub")
        return self.hub_name

    def choose(self) -> Choice:
        return discover(
            Probes(self.environ, self.served, lambda: self.locals, self.hub, lambda m: m.name in self.here, lambda: self.room),
            CHATS,
        )  # fmt: skip


def codes(choice: Choice) -> list[str]:
    return [code.removeprefix("models.why_") for code, _ in choice.why]


DASHSCOPE = "https://dashscope.aliyuncs.com/compatible-mode/v1"


def test_an_address_of_the_operators_own_comes_first() -> None:
    world = World(
        {"OPENAI_BASE_URL": "http://127.0.0.1:8000/v1/", "OPENAI_API_KEY": "k", "DASHSCOPE_API_KEY": "d"},
        {"http://127.0.0.1:8000/v1": ["bge-m3-embed", "Qwen/Qwen3-8B"]},
    )
    choice = world.choose()
    fast = choice.tiers["fast"][0]
    assert (fast.url, fast.model, fast.key) == ("http://127.0.0.1:8000/v1", "Qwen/Qwen3-8B", "k")
    assert fast.extra == {"chat_template_kwargs": {"enable_thinking": False}} and "vision" not in choice.tiers
    assert choice.tiers["deep"][0] is fast and codes(choice) == ["endpoint"] and choice.embedded is None
    world.environ = {**world.environ, "OPENAI_MODEL": "my-vl-model"}
    assert world.choose().tiers["vision"][0].model == "my-vl-model"


def test_a_providers_key_gives_its_tiers_from_what_it_lists() -> None:
    world = World({"DASHSCOPE_API_KEY": "hush"}, {DASHSCOPE: ["qwen-flash", "qwen-plus", "qwen3-vl-plus"]})
    tiers = world.choose().tiers
    assert [tiers[t][0].model for t in ("fast", "deep", "vision")] == [
        "qwen-flash",
        "qwen-plus",
        "qwen3-vl-plus",
    ]  # type: ignore[index]
    assert (
        tiers["vision"][0].sees
        and not tiers["deep"][0].sees
        and tiers["fast"][0].extra == {"enable_thinking": False}
    )
    assert tiers["fast"][0].key == "hush" and "hush" not in repr(tiers["fast"][0])


def test_a_place_that_keeps_no_list_gets_the_first_names() -> None:
    choice = World({"DEEPSEEK_API_KEY": "d"}, {"https://api.deepseek.com/v1": []}).choose()
    assert choice.tiers["fast"][0].model == "deepseek-v4-flash" and "vision" not in choice.tiers


def test_a_rejected_key_and_a_silent_address_are_told_and_passed_over() -> None:
    choice = World(
        {
            "OPENAI_BASE_URL": "http://127.0.0.1:1/v1",
            "DASHSCOPE_API_KEY": "rejected",
            "DEEPSEEK_API_KEY": "x",
        },
        hub="huggingface",
    ).choose()
    assert codes(choice) == ["silent", "rejected", "silent", "hub"]
    assert choice.embedded and choice.embedded.name == "qwen3.5-4b"


def test_equal_models_share_their_turns() -> None:
    url = "https://api.moonshot.cn/v1"
    tiers = World({"MOONSHOT_API_KEY": "m"}, {url: ["kimi-k2.6"]}).choose().tiers
    assert tiers["fast"][0] is tiers["deep"][0] is tiers["vision"][0]


def test_a_local_ollama_by_size_and_memory() -> None:
    models = [Local("qwen3:0.6b", 0.6), Local("qwen3.5:9b", 9), Local("llama3:70b", 70), Local("bge-m3", 0.5)]
    choice = World(ollama=models).choose()
    fast = choice.tiers["fast"][0]
    assert (fast.model, fast.url, fast.strength) == ("qwen3.5:9b", "http://127.0.0.1:11434/v1", "strong")
    assert fast.sees and fast.extra == {"reasoning_effort": "none"}
    assert World(ollama=models, memory=4).choose().tiers["fast"][0].strength == "weak"
    assert codes(World(ollama=[], hub="hf-mirror").choose()) == ["ollama_empty", "hub"]


@pytest.mark.parametrize(
    ("more", "name", "reason"),
    [
        ({"hub": "huggingface", "memory": 16}, "qwen3.5-4b", "hub"),
        ({"hub": "modelscope", "memory": 4}, "qwen3.5-2b", "hub"),
        ({"hub": "huggingface", "memory": 64, "cores": 16}, "qwen3.5-9b", "hub"),
        ({"hub": "huggingface", "memory": 64, "cores": 2}, "qwen3.5-4b", "hub"),
        ({"memory": 16}, "qwen2.5-coder-1.5b", "registry"),
        ({"memory": 16, "cached": ["qwen3.5-2b"]}, "qwen3.5-2b", "cached_offline"),
        ({"memory": 16, "cached": ["qwen3.5-4b"]}, "qwen3.5-4b", "cached"),
        ({"memory": 1}, None, "too_small"),
    ],
)
def test_the_best_embedded_model_that_fits_and_can_be_had(
    more: dict[str, Any], name: str | None, reason: str
) -> None:
    world = World(**more)
    choice = world.choose()
    assert (choice.embedded.name if choice.embedded else None, codes(choice)[-1]) == (name, reason)
    assert ("hub" in world.asked) == (reason not in ("cached", "too_small"))  # a cached best needs no network


def test_the_real_looks_are_bounded_and_read_what_comes(
    stubs: Callable[..., Any], say: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = stubs(say.raw(b'{"data": [{"id": "a"}, {"id": "b"}]}'))
    assert real.served(listing.url, "k") == ("a", "b")
    assert listing.seen[0][1]["authorization"] == "Bearer k"
    assert real.served(stubs(say.no(404)).url, "") == () and real.served("http://127.0.0.1:9/v1", "") is None
    with pytest.raises(PermissionError):
        real.served(stubs(say.no(401)).url, "k")
    tags = stubs(
        say.raw(b'{"models": [{"name": "x:4b", "details": {"parameter_size": "4.0B"}}, {"name": "y"}]}')
    )
    monkeypatch.setenv("OLLAMA_HOST", tags.url.removesuffix("/v1"))
    assert real.ollama() == (Local("x:4b", 4.0), Local("y", 0.0))
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    assert real.ollama() is None
    here = real.machine()
    assert here.memory > 0.1 and here.cores >= 1


def test_where_ollama_answers_and_the_table_is_whole() -> None:
    assert ollama_url({}) == "http://127.0.0.1:11434"
    assert ollama_url({"OLLAMA_HOST": "0.0.0.0"}) == "http://127.0.0.1:11434"
    assert ollama_url({"OLLAMA_HOST": "http://10.0.0.2:9999/"}) == "http://10.0.0.2:9999"
    assert all(
        row["fast"] and row["deep"] and row["keys"] and row["url"].startswith("https://")
        for row in providers()
    )
