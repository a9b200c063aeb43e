"""Who acts: one person in one function for one organisation, or a job on someone's behalf."""

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    WEB = "web"
    JOB = "job"
    SHELL = "shell"


@dataclass(frozen=True)
class Actor:
    member: uuid.UUID | None
    organisation: uuid.UUID | None
    role: str
    name: str = ""
    source: Source = Source.WEB
    session: str = ""
    request: uuid.UUID | None = None
    on_behalf_of: uuid.UUID | None = None

    @property
    def person(self) -> uuid.UUID:
        """Who acts, for acts that only a person does."""
        if self.member is None:
            raise PermissionError("only a person does this")
        return self.member

    @property
    def house(self) -> uuid.UUID:
        """For which organisation, for acts that only an organisation does."""
        if self.organisation is None:
            raise PermissionError("only for an organisation")
        return self.organisation


NOBODY = Actor(member=None, organisation=None, role="")
