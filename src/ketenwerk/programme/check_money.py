"""Amounts: stated totals, sources, shortages, years beside each other and steps of the ordinance."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

from ketenwerk.programme.arithmetic import percent
from ketenwerk.programme.facts import Budget, BudgetKind, ProgrammeFile, StatedTotal, SubsidyRule
from ketenwerk.programme.findings import (
    Finding,
    Severity,
    fits,
    lines_of,
    partner_name,
    parts_of,
    where,
)
from ketenwerk.programme.wording import euro, joined, number, signed


def sums(programme: ProgrammeFile) -> Iterator[Finding]:
    """Every stated total against the sum of its lines; a total over withheld lines against the totals of the partners."""
    budgets = {budget.key: budget for budget in programme.budgets}
    for total in programme.totals:
        about = f"{partner_name(programme, total.partner)}, {budgets[total.budget].name}"
        if total.euros is not None:
            yield _euro_sum(programme, total, total.euros, about)
        if total.hours is not None:
            yield _hour_sum(programme, total, total.hours, about)


def _euro_sum(programme: ProgrammeFile, total: StatedTotal, stated: int, about: str) -> Finding:
    found = summed_euros(programme, total.budget, total.partner)
    if found is None:
        what = f"{about}: {euro(stated)} is niet na te rekenen, want bedragen van regels zijn niet openbaar."
        return Finding("som-niet-na-te-rekenen", Severity.NOTICE, what, where(total), stated)
    withheld = any(line.withheld for line in lines_of(programme, total.budget, total.partner))
    summed = "de totalen van de partners" if withheld else "de regels"
    outcome = f"{summed} tellen {'daartoe op' if found == stated else f'op tot {euro(found)}'}"
    return Finding(
        "som-euro",
        fits(found == stated),
        f"{about}: het stuk noemt {euro(stated)}, {outcome}.",
        where(total),
        stated,
        found,
        found - stated,
    )


def summed_euros(programme: ProgrammeFile, budget: str, partner: str | None) -> int | None:
    """The sum of the lines; over all partners, a partner with withheld lines counts with its stated total."""
    if partner is None:
        keys = dict.fromkeys(part.partner for part in programme.parts if part.budget == budget)
        amounts = [partner_euros(programme, budget, key) for key in keys]
        return None if None in amounts else sum(amount or 0 for amount in amounts)
    lines = lines_of(programme, budget, partner)
    return None if any(line.withheld for line in lines) else sum(line.euros or 0 for line in lines)


def partner_euros(programme: ProgrammeFile, budget: str, partner: str) -> int | None:
    """The sum of a partner's lines, or its stated total where lines are withheld or absent."""
    stated = [
        total.euros
        for total in programme.totals
        if (total.budget, total.partner) == (budget, partner) and total.euros is not None
    ]
    if not lines_of(programme, budget, partner):
        return stated[0] if stated else 0
    found = summed_euros(programme, budget, partner)
    return found if found is not None or not stated else stated[0]


def _hour_sum(programme: ProgrammeFile, total: StatedTotal, stated: Decimal, about: str) -> Finding:
    lines = lines_of(programme, total.budget, total.partner)
    found = sum((line.hours or Decimal(0) for line in lines), Decimal(0))
    unknown = sum(line.hours is None for line in lines)
    outcome = (
        "de regels tellen daartoe op"
        if found == stated
        else f"de regels tellen op tot {number(found)} uur"
    )
    gap = f" Van {unknown} van de {len(lines)} regels zijn geen uren bekend." if unknown else ""
    severity = Severity.NOTICE if unknown and found < stated else fits(found == stated)
    what = f"{about}: het stuk noemt {number(stated)} uur, {outcome}.{gap}"
    return Finding("som-uren", severity, what, where(total), stated, found, found - stated)


def source_amounts(programme: ProgrammeFile) -> Iterator[Finding]:
    """Two documents that name different amounts of one source for the same year."""
    names = {source.key: source.name for source in programme.sources}
    for one, other in combinations(programme.source_amounts, 2):
        year = max(one.year, other.year)
        if one.source != other.source or not (one.holds_in(year) and other.holds_in(year)):
            continue
        difference = other.euros - one.euros
        share = percent(difference, one.euros) if one.euros else None
        what = (
            f"{names[one.source]} in {year}: {one.stated_in or one.origin} noemt {euro(one.euros)}, "
            f"{other.stated_in or other.origin} noemt {euro(other.euros)}"
        )
        tail = f" ({signed(share)} %)." if share else "."
        yield Finding(
            "bron-bedragen",
            fits(difference == 0),
            what + tail,
            where(one, other),
            one.euros,
            other.euros,
            difference,
            share,
        )


def shortages(programme: ProgrammeFile) -> Iterator[Finding]:
    """What a budget asks or awards, minus each amount that its source brings in that year."""
    for budget in programme.budgets:
        asked = summed_euros(programme, budget.key, None)
        for amount in programme.source_amounts if asked else ():
            if asked and amount.source == budget.source and amount.holds_in(budget.year):
                gap = asked - amount.euros
                share = percent(gap, asked)
                lack = (
                    f"{euro(gap)} te kort, {number(share)} % van het geheel"
                    if gap > 0
                    else f"{euro(-gap)} over"
                )
                yield Finding(
                    "tekort",
                    Severity.NOTICE if gap > 0 else Severity.RIGHT,
                    f"{budget.name} is {euro(asked)}; {amount.stated_in or 'de geldbron'} brengt {euro(amount.euros)}: {lack}."
                    + _supplement(programme, budget, gap),
                    where(budget, amount),
                    amount.euros,
                    asked,
                    gap,
                    share,
                )


def _supplement(programme: ProgrammeFile, budget: Budget, gap: int) -> str:
    if gap <= 0:
        return ""
    name = next(
        (source.name for source in programme.sources if source.key == budget.supplement), None
    )
    return f" Aanvulling: {name}." if name else " Het stuk noemt geen aanvulling."


def years(programme: ProgrammeFile) -> Iterator[Finding]:
    """Per partner, each year's application or award beside the one before; in one year, the award beside the application."""
    order = [BudgetKind.APPLICATION, BudgetKind.AWARD]
    budgets = sorted(
        (budget for budget in programme.budgets if budget.kind in order),
        key=lambda budget: (budget.year, order.index(budget.kind)),
    )
    for before, after in pairwise(budgets):
        yield from _compared(programme, before, after)


def _compared(programme: ProgrammeFile, before: Budget, after: Budget) -> Iterator[Finding]:
    code = "gevraagd-verleend" if before.year == after.year else "jaar-op-jaar"
    for partner in programme.partners:
        old = partner_euros(programme, before.key, partner.key)
        new = partner_euros(programme, after.key, partner.key)
        if old or new:
            yield _change(code, partner.name, (before, old), (after, new))
    old, new = summed_euros(programme, before.key, None), summed_euros(programme, after.key, None)
    yield _change(code, "Alle partners samen", (before, old), (after, new))


def _change(
    code: str, who: str, before: tuple[Budget, int | None], after: tuple[Budget, int | None]
) -> Finding:
    (one, old), (other, new) = before, after
    places = where(one, other)
    if old is None or new is None:
        return Finding(
            code,
            Severity.NOTICE,
            f"{who}: een van beide bedragen is niet openbaar.",
            places,
            old,
            new,
        )
    share = percent(new - old, old) if old else None
    tail = f" ({signed(share)} %)" if share is not None else ""
    what = f"{who}: {euro(old)} in {one.name}, {euro(new)} in {other.name}, verschil {signed(new - old)}{tail}."
    severity = Severity.RIGHT if new == old else Severity.NOTICE
    return Finding(code, severity, what, places, old, new, new - old, share)


def report_forms(programme: ProgrammeFile) -> Iterator[Finding]:
    """The step of the ordinance in which each awarded amount falls."""
    if not programme.rules:
        return
    for budget, partner in parts_of(programme):
        amount = partner_euros(programme, budget.key, partner)
        if budget.kind is BudgetKind.AWARD and amount is not None:
            day = date(budget.year, 1, 1)
            rules = [rule for rule in programme.rules if _rule_holds(rule, amount, day)]
            yield _report_form(
                f"{partner_name(programme, partner)}, {budget.name}", amount, rules, budget
            )


def _rule_holds(rule: SubsidyRule, amount: int, day: date) -> bool:
    in_time = (rule.start is None or rule.start <= day) and (rule.end is None or day < rule.end)
    return (
        in_time
        and rule.euros_from <= amount
        and (rule.euros_below is None or amount < rule.euros_below)
    )


def _report_form(about: str, amount: int, rules: list[SubsidyRule], budget: Budget) -> Finding:
    if len(rules) != 1:
        what = f"{about}: bij {euro(amount)} passen {len(rules)} treden van de verordening; dat hoort er één te zijn."
        return Finding(
            "trede", Severity.WRONG, what, where(budget, *rules), 1, len(rules), len(rules) - 1
        )
    rule = rules[0]
    doubt = "" if rule.confirmed_by else " Deze regel is nog niet bevestigd."
    needed = joined(rule.parts) or "geen verslag vooraf genoemd"
    severity = Severity.RIGHT if rule.confirmed_by else Severity.NOTICE
    what = f"{about}: {euro(amount)} valt onder {rule.name} ({needed}).{doubt}"
    return Finding("trede", severity, what, where(budget, rule), None, rule.key)
