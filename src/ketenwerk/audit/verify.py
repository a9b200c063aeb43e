"""Checking the chains: recompute every hash in the database and name the first row that does not fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Head:
    chain: str
    number: int
    hash: str


@dataclass(frozen=True)
class Broken:
    chain: str
    number: int
    why: str


def heads() -> list[Head]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT chain, number, hash FROM audit_chainhead ORDER BY chain")
        return [Head(*row) for row in cursor.fetchall()]


def first_broken() -> Broken | None:
    """The first row of the first chain that was changed, removed or added by hand; None when all fits."""
    found = [broken for broken in (_changed_row(), _missing_row(), _wrong_end()) if broken]
    return min(found, key=lambda broken: (broken.chain, broken.number), default=None)


def behind(noted: Iterable[Head]) -> Broken | None:
    """The first end noted earlier that the log no longer holds: it shows a chain that was cut together with its end."""
    for head in noted:
        hashes = _one(
            "SELECT hash FROM audit_auditevent WHERE chain = %s AND number = %s",
            head.chain,
            head.number,
        )
        if hashes is None:
            return Broken(
                head.chain, head.number, "deze regel is eerder bewaard als einde en ontbreekt"
            )
        if hashes != (head.hash,):
            return Broken(
                head.chain, head.number, "deze regel is anders dan toen zij als einde is bewaard"
            )
    return None


def _one(sql: str, *values: str | int) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def _changed_row() -> Broken | None:
    row = _one(
        "WITH ordered AS (SELECT e.*, lag(hash, 1, '') OVER w AS before, lag(number, 1, 0::bigint) OVER w AS number_before"
        " FROM audit_auditevent e WINDOW w AS (PARTITION BY chain ORDER BY number))"
        " SELECT chain, number FROM ordered o WHERE number = number_before + 1"
        " AND (previous <> before OR hash <> audit_hash(o.previous, o.chain, o.number, o.at, o.event, o.result, o.actor,"
        " o.role, o.organisation, o.on_behalf_of, o.session, o.request, o.source, o.object_type, o.object_id,"
        " o.subjects, o.purpose, o.ground, o.emergency, o.facts)) ORDER BY chain, number LIMIT 1"
    )
    return Broken(row[0], row[1], "de regel is veranderd") if row else None


def _missing_row() -> Broken | None:
    row = _one(
        "SELECT chain, expected FROM (SELECT chain, number, row_number() OVER (PARTITION BY chain ORDER BY number)"
        " AS expected FROM audit_auditevent) n WHERE number <> expected ORDER BY chain, number LIMIT 1"
    )
    return Broken(row[0], row[1], "de regel ontbreekt") if row else None


def _wrong_end() -> Broken | None:
    """Where a chain and the end that the database keeps of it part."""
    row = _one(
        "WITH last AS (SELECT DISTINCT ON (chain) chain, number, hash FROM audit_auditevent ORDER BY chain, number DESC)"
        " SELECT chain, coalesce(l.number, 0), coalesce(h.number, 0) FROM audit_chainhead h FULL JOIN last l USING (chain)"
        " WHERE (l.number, l.hash) IS DISTINCT FROM (h.number, h.hash) ORDER BY chain LIMIT 1"
    )
    if row is None:
        return None
    chain, last, kept = row
    if last < kept:
        return Broken(chain, last + 1, "het einde van de keten ontbreekt")
    why = (
        "het bewaarde einde is veranderd" if last == kept else "de regel is met de hand toegevoegd"
    )
    return Broken(chain, last if last == kept else kept + 1, why)
