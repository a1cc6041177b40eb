"""The one tree of errors; it knows no sentence, only codes and their arguments (dazi/words has the sentences).

DaziError
├── Transient            the same call may go through later: the mention is tried again with backoff
│   ├── ModelBusy        a model answered 429 or 5xx, timed out or is still loading
│   ├── PlatformDown     the platform cannot be reached or answers 5xx
│   ├── StoreBusy        the database is locked or the disk is full
│   └── LeaseLost        another worker holds the mention now: drop the work, write nothing
├── Permanent            trying again cannot help: the mention ends as a receipt or a dead letter
│   ├── ModelRefused     a model answered 4xx, or nothing usable after every fallback
│   ├── PlatformRefused  the platform will not take the reply (source deleted, muted, closed)
│   └── BadInput         what came in cannot be used (upload, file, argument)
└── ConfigError          the operator has to change something; says what
"""


class DaziError(Exception):
    """A failure with a code of dazi/words and the arguments of its sentence."""

    def __init__(self, code: str, /, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments

    def __str__(self) -> str:
        if not self.arguments:
            return self.code
        inside = ", ".join(f"{name}={value!r}" for name, value in sorted(self.arguments.items()))
        return f"{self.code} ({inside})"


class Transient(DaziError):
    """The same call may go through later."""


class ModelBusy(Transient):
    """A model answered 429 or 5xx, timed out or is still loading."""


class PlatformDown(Transient):
    """The platform cannot be reached or answers 5xx."""


class StoreBusy(Transient):
    """The database is locked or the disk is full."""


class LeaseLost(Transient):
    """Another worker holds the mention now."""


class Permanent(DaziError):
    """Trying again cannot help."""


class ModelRefused(Permanent):
    """A model answered 4xx, or nothing usable after every fallback."""


class PlatformRefused(Permanent):
    """The platform will not take the reply."""


class BadInput(Permanent):
    """What came in cannot be used."""


class ConfigError(DaziError):
    """The operator has to change something."""
