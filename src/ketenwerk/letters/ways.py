"""How a letter reaches her, and when it may not: the agreement on safe contact goes first (S5)."""

import re

from ketenwerk.clients.api import SafeAgreement

BY_HAND, AS_AGREED, BY_POST = "hand", "agreed", "post"
WAYS = {
    BY_HAND: "Ik geef hem zelf",
    AS_AGREED: "Op de manier die we hebben afgesproken",
    BY_POST: "Met de post",
}
NO_POST = re.compile(r"(?<!\w)(?:post|brief|brieven|brievenbus|envelop\w*)(?!\w)", re.IGNORECASE)


def no_post(agreement: SafeAgreement) -> bool:
    """Whether the agreement speaks of post or letters where it says what must not be done."""
    return bool(NO_POST.search(f"{agreement.never} {agreement.unsafe}"))


def refusal(agreement: SafeAgreement, way: str, *, checked: bool) -> str:
    """Why a letter cannot go this way, as a sentence for the screen; empty when it can."""
    if way not in WAYS:
        return "Kies hoe zij de brief krijgt."
    if agreement.channel == "none" and way != BY_HAND:
        return "Afgesproken is: geen contact buiten afspraken. Geef de brief alleen zelf."
    if way == BY_POST and no_post(agreement):
        return "Afgesproken is: geen post. Kies een andere manier."
    unsure = agreement.needs_check or agreement.channel == "none" or way == BY_POST
    if unsure and not checked:
        return "Kijk eerst met haar na of een brief veilig is. Vink dat dan aan."
    return ""
