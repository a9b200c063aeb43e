"""Letters: care, own organisation. A letter never changes; only the day on which it was taken back is added."""

from ketenwerk.kernel.walls import person_table

WALLS = [person_table("letters_letter", care="SELECT, INSERT, UPDATE (withdrawn_on)")]
