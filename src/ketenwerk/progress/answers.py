"""What a measurement says once it is opened: plain and frozen, sealed as one text."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ketenwerk.progress.instruments import Instrument

OUTCOMES = {"presumed": "vermoeden", "none": "geen vermoeden", "unsure": "twijfel"}


@dataclass(frozen=True)
class Answer:
    """About one domain: the level, her own view of it, a remark. Each may be left open."""

    level: int | None = None
    own: int | None = None
    remark: str = ""

    @property
    def is_open(self) -> bool:
        return self.level is None and self.own is None and not self.remark


Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Screening:
    """The outcome of a SCIL and the version that was used, nothing more (D10)."""

    outcome: str
    version: str

    @property
    def words(self) -> str:
        return OUTCOMES[self.outcome]


def sealed_text(answers: Answers) -> str:
    return json.dumps({key: asdict(each) for key, each in answers.items() if not each.is_open})


def read_answers(text: str, instrument: Instrument) -> dict[str, Answer]:
    """One answer for each domain of the instrument, in its order."""
    kept = json.loads(text)
    return {
        domain.key: Answer(**kept[domain.key]) if domain.key in kept else Answer()
        for domain in instrument.domains
    }


def screening_text(screening: Screening) -> str:
    return json.dumps(asdict(screening))


def read_screening(text: str) -> Screening:
    return Screening(**json.loads(text))
