"""What is handed over: a question, why, and the parts she let go along. Frozen text, sealed with the referral's own key."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date

from ketenwerk.clients.api import SafeAgreement


@dataclass(frozen=True)
class Content:
    """An empty part was not handed over."""

    asked: str
    why: str
    called: str = ""
    own_question: str = ""
    contact: SafeAgreement | None = None
    about: tuple[str, ...] = ()

    def sealed_text(self) -> str:
        values = asdict(self)
        if self.contact:
            agreed = self.contact.checked_on
            values["contact"] = json.loads(self.contact.sealed_text())
            values["contact"]["checked_on"] = agreed.isoformat() if agreed else None
        return json.dumps(values)


def read_content(text: str) -> Content:
    values = json.loads(text)
    values["about"] = tuple(values.get("about", ()))
    contact = values.pop("contact")
    if contact is None:
        return Content(**values)
    days, agreed = tuple(contact.pop("days", ())), contact.pop("checked_on")
    agreement = SafeAgreement(**contact, days=days)
    if agreed:
        agreement = replace(agreement, checked_on=date.fromisoformat(agreed))
    return Content(**values, contact=agreement)
