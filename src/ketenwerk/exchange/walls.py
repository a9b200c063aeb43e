"""What an import remembers of a dossier: care, own organisation."""

from ketenwerk.kernel.walls import person_table

WALLS = [person_table("exchange_importedrow")]
