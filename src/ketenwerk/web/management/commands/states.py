from ketenwerk.web.generated import page_command
from ketenwerk.web.states import page

Command = page_command(
    "states",
    page,
    "Writes docs/states.md: the states of a trajectory, from the table of transitions.",
)
