"""The floor: the least that a signed-in Django page can do, in one file, on as many rows as the product has.

Same Django, driver, web server, workers and threads; standard middlewares, a session, CSRF, cached templates.
No row policies, no sealed fields, no log. A process of its own: `fill NUMBER` prints a session, `serve PORT WORKERS`
serves. The address of its database stands in FLOOR_DATABASE.
"""

import os
import sys
from datetime import date
from typing import Any, ClassVar

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from psycopg.conninfo import conninfo_to_dict

ORGANISATIONS = 125
NOTES_EACH = 10
ROWS = 20

BASE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
<link rel="stylesheet" href="/static/floor.css"></head><body><header><nav><ul><li><a href="/list">Lijst</a></li>
<li><a href="/report">Verslag</a></li></ul></nav><p>{{ request.user.username }}</p></header>
<main><h1>{% block heading %}{% endblock %}</h1>{% for message in messages %}<p>{{ message }}</p>{% endfor %}
{% block content %}{% endblock %}</main></body></html>"""
LIST = """{% extends "base" %}{% block title %}Lijst{% endblock %}{% block heading %}Lijst{% endblock %}
{% block content %}<table>{% for row in rows %}<tr><td><a href="{% url 'detail' row.pk %}">{{ row.name }}</a></td>
<td>{{ row.code }}</td><td>{{ row.state }}</td><td>{{ row.registered_on|date:"j F Y" }}</td></tr>{% endfor %}</table>
{% endblock %}"""
DETAIL = """{% extends "base" %}{% block title %}{{ row.name }}{% endblock %}{% block heading %}{{ row.name }}{% endblock %}
{% block content %}<form method="post" action="/create">{% csrf_token %}<input name="text"><button>Bewaar</button></form>
<ol>{% for note in notes %}<li><time>{{ note.day|date:"j F Y" }}</time> {{ note.minutes }} {{ note.text }}</li>
{% endfor %}</ol>{% endblock %}"""
REPORT = """{% extends "base" %}{% block title %}Verslag{% endblock %}{% block heading %}Verslag{% endblock %}
{% block content %}<table>{% for line, minutes in rows %}<tr><td>{{ line }}</td><td>{{ minutes }}</td></tr>{% endfor %}
</table>{% endblock %}"""


def database(address: str) -> dict[str, Any]:
    parts = conninfo_to_dict(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts["dbname"],
        "USER": parts["user"],
        "HOST": parts["host"],
        "PORT": parts["port"],
        "CONN_MAX_AGE": 300,
    }


def configure() -> None:
    loaders = [
        (
            "django.template.loaders.cached.Loader",
            [
                (
                    "django.template.loaders.locmem.Loader",
                    {"base": BASE, "list": LIST, "detail": DETAIL, "report": REPORT},
                )
            ],
        )
    ]
    settings.configure(
        SECRET_KEY="floor-of-the-bench-" + "x" * 40,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="bench.floor",
        USE_TZ=True,
        LANGUAGE_CODE="nl",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": database(os.environ["FLOOR_DATABASE"])},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": loaders,
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                },
            }
        ],
    )
    django.setup()


if not settings.configured:
    configure()

from django.contrib.auth.decorators import login_required  # noqa: E402 - needs the settings
from django.db import connection, models  # noqa: E402
from django.shortcuts import get_object_or_404, redirect, render  # noqa: E402
from django.urls import path  # noqa: E402


class Person(models.Model):
    organisation = models.IntegerField()
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=12)
    registered_on = models.DateField()

    objects: ClassVar[models.Manager["Person"]] = models.Manager()

    class Meta:
        app_label = "floor"
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-registered_on", "code"], name="floor_newest")
        ]

    def __str__(self) -> str:
        return self.code


class Note(models.Model):
    person = models.ForeignKey(Person, models.CASCADE)
    day = models.DateField()
    line = models.IntegerField()
    minutes = models.IntegerField()
    text = models.TextField()

    objects: ClassVar[models.Manager["Note"]] = models.Manager()

    class Meta:
        app_label = "floor"
        indexes: ClassVar = [models.Index(fields=["person", "-day"], name="floor_note_newest")]

    def __str__(self) -> str:
        return self.text


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@login_required
def list_people(request: HttpRequest) -> HttpResponse:
    rows = Person.objects.filter(organisation=7).order_by("-registered_on", "code")[:ROWS]
    return render(request, "list", {"rows": rows})


@login_required
def detail(request: HttpRequest, row: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=row)
    notes = Note.objects.filter(person=person).order_by("-day")[:ROWS]
    return render(request, "detail", {"row": person, "notes": notes})


@login_required
def create(request: HttpRequest) -> HttpResponse:
    person = int(request.POST["person"])
    Note.objects.create(
        person_id=person, day=date(2021, 11, 23), line=1, minutes=15, text=request.POST["text"]
    )
    return redirect("detail", person)


@login_required
def report(request: HttpRequest) -> HttpResponse:
    rows = Note.objects.values_list("line").annotate(total=models.Sum("minutes")).order_by("line")
    return render(request, "report", {"rows": rows})


urlpatterns = [
    path("hello", hello),
    path("list", list_people, name="list"),
    path("detail/<int:row>/", detail, name="detail"),
    path("create", create),
    path("report", report),
]


def fill(number: int) -> str:
    """Makes the tables and their rows; returns a session of somebody who is signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Person)
        editor.create_model(Note)
    _fill_tables(number)
    user = User.objects.create_user("bench")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _fill_tables(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO floor_person (organisation, code, name, state, registered_on)"
            " SELECT i %% %s, 'C' || i, 'Naam ' || i, 'actief', date '2021-01-01' + i %% 320"
            " FROM generate_series(1, %s) i",
            [ORGANISATIONS, number],
        )
        # The first person has a page full of notes and more, as the measured one of the product.
        cursor.execute(
            "INSERT INTO floor_note (person_id, day, line, minutes, text)"
            " SELECT CASE WHEN i <= 60 THEN 1 ELSE 1 + i %% %s END, date '2021-01-01' + i %% 320, i %% 20, 15 * (1 + i %% 6),"
            " repeat('tekst ', 15) FROM generate_series(1, %s) i",
            [number, number * NOTES_EACH],
        )
        cursor.execute("VACUUM ANALYZE")


def serve(port: int, workers: int) -> None:
    from django.core.wsgi import get_wsgi_application
    from gunicorn.app.base import BaseApplication

    application = get_wsgi_application()
    connection.close()

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn as the product configures it."""

        def load_config(self) -> None:
            for name, value in {
                "bind": f"127.0.0.1:{port}",
                "workers": workers,
                "threads": 4,
                "worker_class": "gthread",
                "loglevel": "warning",
            }.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    Server().run()


def main(words: list[str]) -> None:
    match words:
        case ["fill", number]:
            sys.stdout.write(fill(int(number)) + "\n")
        case ["serve", port, workers]:
            serve(int(port), int(workers))
        case _:
            raise SystemExit("fill NUMBER or serve PORT WORKERS")
