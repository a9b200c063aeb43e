# noqa: N999
from ketenwerk.web.access_matrix import page
from ketenwerk.web.generated import page_command

Command = page_command(
    "access-matrix",
    page,
    "Writes docs/access-matrix.md: roles, permissions, addresses and tables, from the code.",
)
