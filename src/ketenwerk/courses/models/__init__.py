"""Groups and trainings: what is offered, each time it is given, who sits where, and who may give it."""

from ketenwerk.courses.models.course import (
    ENDED,
    OPEN,
    RUN_STEPS,
    WITH_REASON,
    Course,
    CourseOwner,
    CourseRun,
    RunTrainer,
    Skill,
)
from ketenwerk.courses.models.place import CHAIRS, NEEDS, PLACE_STEPS, Enrolment, Place, Presence
from ketenwerk.courses.models.session import (
    QUESTIONS,
    SCORES,
    SESSION_STEPS,
    Remark,
    Score,
    Session,
    Teaching,
)
from ketenwerk.courses.models.signup import ProfessionalSignup, SignUpPage, SignUpTicket
from ketenwerk.courses.models.words import CLIENT_SEATS, MOST_SEATS, PROFESSIONAL_SEATS, Reason

__all__ = [
    "CHAIRS",
    "CLIENT_SEATS",
    "ENDED",
    "MOST_SEATS",
    "NEEDS",
    "OPEN",
    "PLACE_STEPS",
    "PROFESSIONAL_SEATS",
    "QUESTIONS",
    "RUN_STEPS",
    "SCORES",
    "SESSION_STEPS",
    "WITH_REASON",
    "Course",
    "CourseOwner",
    "CourseRun",
    "Enrolment",
    "Place",
    "Presence",
    "ProfessionalSignup",
    "Reason",
    "Remark",
    "RunTrainer",
    "Score",
    "Session",
    "SignUpPage",
    "SignUpTicket",
    "Skill",
    "Teaching",
]
