"""The vocabulary of the log: each package declares its events here with a Dutch sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

EVENTS: dict[str, "Event"] = {}


@dataclass(frozen=True)
class Event:
    """`name` is resource:past_tense. `facts` names every fact the event may carry: ids, codes, dates, numbers."""

    name: str
    sentence: str
    facts: frozenset[str] = field(default_factory=frozenset)

    @property
    def resource(self) -> str:
        return self.name.partition(":")[0]


def event(name: str, sentence: str, *facts: str) -> Event:
    """Declares an event. A name is declared once."""
    if name in EVENTS:
        raise ValueError(f"{name} is declared twice")
    EVENTS[name] = Event(name, sentence, frozenset(facts))
    return EVENTS[name]


def check_facts(declared: Event, facts: Mapping[str, object]) -> None:
    """Refuses a fact that is not declared or is not a plain id, code, date or number."""
    unknown = set(facts) - declared.facts
    if unknown:
        raise ValueError(f"{declared.name} does not carry {', '.join(sorted(unknown))}")


ACCESS_REFUSED = event("access:refused", "Toegang geweigerd", "view", "method")
SIGNED_IN = event("session:started", "Ingelogd")
SIGN_IN_FAILED = event("session:refused", "Inloggen mislukt")
SIGNED_OUT = event("session:ended", "Uitgelogd")
LOCKED = event("session:locked", "Scherm vergrendeld")
UNLOCKED = event("session:unlocked", "Scherm ontgrendeld")
UNLOCK_FAILED = event("session:unlock_failed", "Ontgrendelen mislukt")
FUNCTION_SWITCHED = event("session:function_switched", "Van functie gewisseld", "function")
LOG_READ = event("log:read", "Logboek bekeken", "start", "end", "count")
