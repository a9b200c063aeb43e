"""Who worked with whom in the demo year: every trajectory with its plan, its hours and its end."""

from dataclasses import dataclass
from datetime import date

# The demo's day is 23 November 2021; everything was written before that morning.
LAST = date(2021, 11, 22)
FIRST = date(2021, 1, 4)

ORGANISATION_OF = {
    "anna": "mee",
    "emma": "mee",
    "roos": "sterker",
    "sjoerd": "sterker",
    "ilse": "ggd",
    "joost": "ggd",
    "bram": "iriszorg",
    "yara": "iriszorg",
    "fleur": "moviera",
}


@dataclass(frozen=True)
class Course:
    """One trajectory. `hours` are the hours spent until now, `plan` the agreed hours and weeks.

    `start` None means that it was only asked for; `asked` is the day of that. `end` with `why` closes it.
    """

    who: str
    worker: str
    activity: str
    start: date | None
    hours: int
    plan: tuple[int, int]
    end: date | None = None
    why: str = ""
    extended: date | None = None
    scaled: date | None = None
    asked: date | None = None
    waiting: date | None = None

    @property
    def organisation(self) -> str:
        return ORGANISATION_OF[self.worker]

    @property
    def works_until(self) -> date:
        """The last day on which hours were written."""
        return min(day for day in (self.end, self.scaled, LAST) if day)


def _day(text: str) -> date:
    """A day as month-day of 2021, or in full."""
    return date.fromisoformat(text if len(text) > 5 else f"2021-{text}")


def _course(
    who: str,
    worker: str,
    activity: str,
    start: str,
    hours: int,
    plan: tuple[int, int],
    end: str = "",
    why: str = "",
    **steps: str,
) -> Course:
    days = {name: _day(text) for name, text in steps.items()}
    return Course(
        who,
        worker,
        activity,
        _day(start) if start else None,
        hours,
        plan,
        _day(end) if end else None,
        why,
        **days,
    )


MEE = (
    _course("daria", "anna", "mee_ind", "01-11", 36, (40, 20), "05-27", "goal"),
    _course(
        "zuza", "anna", "mee_ind", "03-08", 38, (36, 16), "07-14", "referred", extended="06-28"
    ),
    _course("fenna", "anna", "mee_ind", "06-14", 32, (40, 20), "10-21", "goal"),
    _course("rachelle", "anna", "mee_ind", "09-06", 24, (30, 18)),
    _course("melissa", "anna", "mee_work", "02-01", 16, (20, 24), "06-10", "exited"),
    _course("melissa", "anna", "mee_work", "10-04", 6, (16, 16)),
    _course("femke", "anna", "mee_work", "03-15", 18, (20, 26), "09-02", "exited"),
    _course("mirela", "anna", "mee_work", "08-30", 12, (18, 20)),
    _course("wanda", "anna", "mee_work", "06-28", 15, (22, 30)),
    _course("kim", "anna", "mee_case", "2020-11-16", 24, (30, 36), "06-24", "goal"),
    _course("naomi", "anna", "mee_case", "06-07", 22, (34, 40)),
    _course("aylin", "anna", "mee_case", "09-06", 14, (24, 26)),
    _course("lisanne", "anna", "mee_work", "", 0, (16, 20), asked="11-17"),
    _course("chantal", "emma", "mee_work", "04-12", 12, (16, 26), "09-30", "goal"),
    _course("luz", "emma", "mee_work", "09-13", 9, (16, 18)),
    _course("nikol", "emma", "mee_case", "01-18", 28, (30, 34), "08-26", "referred"),
    _course("mandy", "emma", "mee_case", "03-22", 27, (30, 36), "11-04", "goal"),
    _course("esra", "emma", "mee_case", "09-20", 13, (24, 26)),
)
R75 = (
    _course("romy", "roos", "r75_ind", "02-22", 7, (9, 16), "05-27", "goal"),
    _course("fay", "roos", "r75_ind", "09-13", 6, (9, 16)),
    _course("inez", "roos", "r75_ind", "04-12", 8, (9, 16), "07-08", "goal"),
    _course("noa", "roos", "r75_ind", "01-18", 11, (12, 24), "06-10", "goal"),
    _course("dewi", "roos", "r75_ind", "03-01", 10, (12, 20), "07-01", "goal"),
    _course("lisanne", "roos", "r75_ind", "05-31", 12, (14, 26), "11-11", "goal"),
    _course("bo", "roos", "r75_ind", "09-06", 9, (14, 18)),
    _course("jayden", "roos", "r75_ind", "03-15", 8, (12, 20), "06-03", "dropped"),
    _course("julka", "roos", "r75_ind", "08-30", 9, (13, 18)),
    _course("ionela", "roos", "r75_ind", "01-11", 12, (14, 24), "06-10", "referred"),
    _course("fenna", "roos", "r75_ind", "01-25", 8, (12, 20), "06-03", "referred"),
)
AMW = (
    _course("kasia", "sjoerd", "sterker_amw", "02-08", 21, (20, 26), "07-08", "goal"),
    _course("chantal", "sjoerd", "sterker_amw", "01-18", 18, (20, 26), "06-17", "referred"),
    _course("soraya", "sjoerd", "sterker_amw", "03-15", 22, (20, 26), "09-09", "goal"),
    _course("martine", "sjoerd", "sterker_amw", "05-03", 22, (20, 26), extended="11-01"),
    _course("sanne", "sjoerd", "sterker_amw", "08-02", 12, (20, 26)),
    _course("shanti", "sjoerd", "sterker_amw", "09-06", 9, (20, 26)),
    _course("ria", "sjoerd", "sterker_amw", "04-12", 20, (20, 26), "10-07", "goal"),
    _course("diana", "sjoerd", "sterker_amw", "2020-10-05", 18, (20, 26), scaled="04-19"),
    _course("monique", "sjoerd", "sterker_amw", "02-22", 9, (20, 26), "05-27", "dropped"),
    _course(
        "henk", "sjoerd", "sterker_amw", "03-29", 17, (20, 26), "10-28", "scaled_up", scaled="08-23"
    ),
    _course("mandy", "sjoerd", "sterker_amw", "10-04", 6, (20, 26)),
    _course("lotte", "sjoerd", "sterker_amw", "05-31", 19, (20, 26), "11-11", "goal"),
    _course("yasmina", "sjoerd", "sterker_amw", "07-05", 15, (20, 26)),
    _course("sharon", "sjoerd", "sterker_amw", "10-18", 4, (20, 26)),
    _course("elvira", "sjoerd", "sterker_amw", "", 0, (20, 26), asked="10-25", waiting="10-28"),
)
GGD = (
    _course("mirela", "ilse", "ggd_regie", "08-16", 12, (30, 40)),
    _course("luz", "ilse", "ggd_regie", "04-19", 16, (24, 36), "10-28", "goal"),
    _course("wanda", "ilse", "ggd_regie", "02-15", 24, (40, 60)),
    _course("sharon", "ilse", "ggd_regie", "05-17", 17, (32, 52)),
    _course("nok", "ilse", "ggd_regie", "2020-12-07", 13, (24, 30), "05-13", "exited"),
    _course("ilona", "ilse", "ggd_regie", "09-20", 7, (30, 40)),
    _course("dessi", "joost", "ggd_regie", "01-25", 12, (30, 40), "06-24", "moved"),
    _course("eszter", "joost", "ggd_regie", "03-08", 17, (24, 36), "09-16", "exited"),
    _course("paola", "joost", "ggd_regie", "06-07", 15, (30, 40)),
    _course("roxy", "joost", "ggd_regie", "05-03", 6, (20, 30), "07-15", "no_contact"),
    _course("ria", "joost", "ggd_regie", "02-01", 22, (30, 44), "11-04", "goal"),
    _course("elvira", "joost", "ggd_regie", "04-06", 19, (32, 52)),
    _course("gulsen", "joost", "ggd_regie", "07-12", 11, (30, 40)),
    _course("deniz", "joost", "ggd_regie", "10-04", 5, (30, 40)),
    _course("diana", "joost", "ggd_regie", "05-10", 16, (32, 52)),
)
IRISZORG = (
    _course("diana", "bram", "irz_own", "03-01", 24, (45, 60)),
    _course("monique", "bram", "irz_own", "2020-09-14", 22, (40, 50), "08-19", "goal"),
    _course("henk", "bram", "irz_own", "01-11", 13, (30, 40), "07-08", "dropped"),
    _course("lex", "bram", "irz_own", "02-08", 20, (24, 36), "09-23", "goal"),
    _course("sharon", "bram", "irz_own", "03-22", 20, (36, 52)),
    _course("milena", "bram", "irz_own", "05-25", 20, (24, 40)),
    _course("jade", "bram", "irz_own", "06-21", 5, (20, 30), "08-12", "no_contact"),
    _course("cristi", "bram", "irz_own", "08-09", 9, (24, 40)),
    _course("astrid", "bram", "irz_own", "04-26", 18, (36, 52)),
    _course("wiola", "bram", "irz_own", "09-27", 6, (20, 26)),
    _course("chantal", "yara", "irz_own", "06-28", 14, (30, 40)),
    _course("zsofi", "yara", "irz_own", "01-18", 16, (20, 26), "06-03", "exited"),
    _course("bibi", "yara", "irz_own", "03-15", 6, (20, 30), "05-20", "no_contact"),
    _course("gabi", "yara", "irz_own", "04-12", 18, (24, 36), "10-14", "goal"),
    _course("ilona", "yara", "irz_own", "02-22", 24, (40, 52)),
    _course("nikol", "yara", "irz_own", "09-06", 8, (20, 30)),
    _course("rosa", "yara", "irz_own", "2020-10-19", 11, (24, 36), "04-29", "moved"),
    _course("sky", "yara", "irz_own", "07-19", 10, (24, 40)),
)
MOVIERA = (
    _course("beatriz", "fleur", "mov_own", "2020-11-09", 20, (30, 40), "06-10", "goal"),
    _course("nikol", "fleur", "mov_own", "02-01", 13, (20, 30), "06-17", "goal"),
    _course("yasmina", "fleur", "mov_own", "01-25", 15, (20, 30), "06-24", "referred"),
    _course("gulsen", "fleur", "mov_own", "02-22", 12, (20, 30), "07-01", "referred"),
    _course("aylin", "fleur", "mov_own", "03-01", 19, (24, 36), "08-26", "goal"),
    _course("phim", "fleur", "mov_own", "04-19", 17, (24, 36), "10-21", "goal"),
    _course("rachelle", "fleur", "mov_own", "05-03", 11, (20, 30), "09-02", "referred"),
    _course("ionela", "fleur", "mov_own", "06-14", 14, (28, 40)),
    _course("zuza", "fleur", "mov_own", "07-19", 12, (28, 40)),
    _course("kasia", "fleur", "mov_own", "08-23", 8, (20, 30)),
    _course("soraya", "fleur", "mov_own", "09-13", 7, (20, 26)),
    _course("paola", "fleur", "mov_own", "09-27", 5, (20, 30)),
)
COURSES = (*MEE, *R75, *AMW, *GGD, *IRISZORG, *MOVIERA)

# What is written when a trajectory takes a step.
EXTENDED_BECAUSE = {
    "zuza": "De overdracht duurt langer. Vier weken extra om terugval te voorkomen.",
    "martine": "De aangifte en de regeling met de schuldeisers zijn nog niet klaar.",
}
SCALED_BECAUSE = "Meer hulp aan huis nodig dan past in 20 uur. De gemeente is gevraagd."
# From this day another source pays for this one.
OTHER_MONEY = ("martine", "incidental", "Verlenging uit de incidentele subsidie.")
# She took back her yes to being counted.
TOOK_BACK = ("melissa", "mee", date(2021, 6, 1))
# Since this day nobody agreed again how she can be reached.
NOT_ASKED_AGAIN = {("naomi", "mee"): date(2021, 8, 10)}
# The same person may stand in another group at another partner.
GROUP_AT = {("chantal", "iriszorg"): "oggz", ("rachelle", "moviera"): "risicogroep"}


@dataclass(frozen=True)
class Truth:
    """How many different people had a trajectory in 2021, as only the makers of the demo can know."""

    people: int
    per_organisation: dict[str, int]

    @property
    def sum_of_organisations(self) -> int:
        return sum(self.per_organisation.values())


def truth() -> Truth:
    """Counts people by their key in this file: whoever had at least one running day in 2021."""
    pairs = {(course.organisation, course.who) for course in COURSES if course.start}
    organisations = sorted({organisation for organisation, _ in pairs})
    return Truth(
        people=len({who for _, who in pairs}),
        per_organisation={
            organisation: sum(1 for at, _ in pairs if at == organisation)
            for organisation in organisations
        },
    )
