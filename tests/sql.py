"""SQL that knows nothing of our own rules, from where the test stands."""

from django.db import ProgrammingError, connection, transaction


def rows(sql: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()


def refusal(sql: str, *values: object) -> str:
    """What the database says to this; empty when it lets it through. Leaves nothing behind."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, list(values))
            transaction.set_rollback(True)
    except ProgrammingError as problem:
        return str(problem).partition("\n")[0]
    return ""
