"""The days on which two partners meet a client together, for the own agenda."""

from django.db.models import Q
from django.urls import reverse

from ketenwerk.access.api import Permission, visible
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.kernel.periods import Period
from ketenwerk.kernel.planned import Planned, within
from ketenwerk.people.api import Actor
from ketenwerk.referrals.models import Referral

S = Referral.State
NOT_DONE = Referral.Handover.NOT_DONE


def planned_between(actor: Actor, period: Period) -> Question[list[Planned]]:
    """A reference, never who: as on Vandaag."""
    mine = visible(actor, Permission.REFERRAL_READ, Referral)
    theirs = visible(actor, Permission.REFERRAL_RECEIVE, Referral)
    rows = (mine | theirs.filter(answered_by=actor.member)).filter(
        ~Q(state__in=[S.RETURNED, S.WITHDRAWN])
    )
    part = lines(
        within(rows, "handover_on", period),
        "handover_planned",
        word="reference",
        more="handover",
        day="handover_on",
    )
    return Question((part,), _read)


def _read(found: Lines) -> list[Planned]:
    return [_planned(each) for each in found["handover_planned"]]


def _planned(each: Line) -> Planned:
    off = each.more == NOT_DONE
    return Planned(
        f"Warme overdracht, kenmerk {each.word}",
        reverse("referral", args=[each.row]),
        each.day,
        state=str(NOT_DONE.label) if off else "",
        is_on=not off,
    )
