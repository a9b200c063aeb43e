"""Looks in free text for what is never stored (decision D11) and says so before saving."""

import re

# Nine digits, bare or in the groups in which people write them.
BSN = re.compile(r"(?<!\d)(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3}([ .-])\d{3}\1\d{3})(?!\d)")
NO_DIGIT = re.compile(r"\D")
PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[ -]?(?:6|[1-9]\d{1,2})(?:[ -]?\d){7,8}(?!\d)")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}[ ]?[A-Z]{4}(?:[ ]?\d){10}\b")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


def is_bsn(digits: str) -> bool:
    """The eleven test of a Dutch citizen service number."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


CONTACT_ELSEWHERE = "Zet dat bij veilig contact, niet in deze tekst."


def warn_about(
    text: str, *, allow_contact: bool = False, elsewhere: str = CONTACT_ELSEWHERE
) -> list[str]:
    """Sentences about what does not belong in this text; a phone number or mail address may where contact is agreed.

    `elsewhere` says where such a number does belong.
    """
    problems = []
    if any(is_bsn(NO_DIGIT.sub("", found.group())) for found in BSN.finditer(text)):
        problems.append("Hier staat een burgerservicenummer. Haal het weg: we bewaren het niet.")
    if IBAN.search(text):
        problems.append("Hier staat een bankrekening. Haal het nummer weg: we bewaren het niet.")
    if not allow_contact and (PHONE.search(text) or MAIL.search(text)):
        problems.append(f"Hier staat een telefoonnummer of mailadres. {elsewhere}")
    return problems
