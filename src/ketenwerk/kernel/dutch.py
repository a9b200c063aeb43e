"""How this product writes numbers, amounts, days and lists in Dutch, the same on screen and paper."""

from collections.abc import Sequence
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal

NO_BREAK = "\u00a0"
MINUS = "\u2212"
MINUTES_IN_AN_HOUR = 60
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = (
    "jan",
    "feb",
    "mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
SMALL_NUMBERS = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)


def number(value: Number, decimals: int = 0) -> str:
    """1.234 or 1.234,50; a half goes away from zero and a zero carries no sign."""
    rounded = _rounded(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}".translate({ord(","): ".", ord("."): ","})
    return MINUS + text if rounded < 0 else text


def short_number(value: Number, most_decimals: int = 2) -> str:
    """As `number`, without zeros at the end: 1,5 and 12, not 1,50 and 12,00."""
    text = number(value, most_decimals)
    return text.rstrip("0").removesuffix(",") if "," in text else text


def percentage(share: Number, decimals: int = 0) -> str:
    """A share from 0 to 1 as 56%."""
    return number(_exact(share) * 100, decimals) + "%"


def euros(amount: Number, *, cents: bool = False) -> str:
    """€ 69.506, or with cents € 87,10; the sign and the number stay on one line."""
    return f"€{NO_BREAK}{number(amount, 2 if cents else 0)}"


def span(low: Number, high: Number | None) -> str:
    """20–40; one number when both are the same; "20 of meer" when there is no upper end."""
    if high is None:
        return f"{short_number(low)} of meer"
    return short_number(low) if low == high else f"{short_number(low)}–{short_number(high)}"


def hours(minutes: int) -> str:
    """1,5 uur, from whole minutes."""
    return f"{short_number(Decimal(minutes) / MINUTES_IN_AN_HOUR)} uur"


def clock_time(moment: time) -> str:
    return f"{moment:%H.%M} uur"


def day(value: date) -> str:
    """14 maart."""
    return f"{value.day} {MONTHS[value.month - 1]}"


def full_day(value: date) -> str:
    """24 november 2026."""
    return f"{day(value)} {value.year}"


def weekday(value: date) -> str:
    """Dinsdag 14 maart, in small letters."""
    return f"{WEEKDAYS[value.weekday()]} {day(value)}"


def day_range(first: date, last: date) -> str:
    """1 tot en met 31 maart 2026; what both days share is said once."""
    if first == last:
        return full_day(last)
    if first.year != last.year:
        start = full_day(first)
    else:
        start = str(first.day) if first.month == last.month else day(first)
    return f"{start} tot en met {full_day(last)}"


def listing(words: Sequence[str], joined_by: str = "en") -> str:
    """a, b en c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"


def plural(count: Number, one: str, many: str) -> str:
    """The right word for the count, without the count."""
    return one if count == 1 else many


def counted(count: Number, one: str, many: str) -> str:
    """1 gesprek, 2 gesprekken."""
    return f"{short_number(count)} {plural(count, one, many)}"


def in_words(count: int) -> str:
    """Up to twelve in words, as running text does; above that in figures."""
    return SMALL_NUMBERS[count] if 0 <= count < len(SMALL_NUMBERS) else number(count)


def capital(sentence: str) -> str:
    """A sentence starts with a capital; ij at the start is one letter."""
    if sentence[:2] == "ij":
        return "IJ" + sentence[2:]
    if sentence[:3] == "één":
        return "Eén" + sentence[3:]
    return sentence[:1].upper() + sentence[1:]


def _exact(value: Number) -> Decimal:
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def _rounded(value: Number, decimals: int) -> Decimal:
    step = Decimal(1).scaleb(-decimals)
    return _exact(value).quantize(step, rounding=ROUND_HALF_UP) + 0
