# Consent per life domain, with its history; what was shared is asked back.

import django.db.models.deletion
import ketenwerk.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0002_dossier"),
        ("people", "0001_initial"),
        ("programme", "0003_life_domains"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsentAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ketenwerk.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "gevraagd"),
                            ("refused", "nee"),
                            ("given", "ja"),
                            ("withdrawn", "ingetrokken"),
                            ("expired", "verlopen"),
                        ],
                        max_length=12,
                        verbose_name="antwoord",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("mondeling", "mondeling"),
                            ("getuige", "mondeling met een getuige"),
                            ("schriftelijk", "schriftelijk"),
                        ],
                        max_length=16,
                        verbose_name="hoe",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=40, verbose_name="taal")),
                (
                    "explained",
                    models.CharField(
                        choices=[
                            ("told", "verteld"),
                            ("read_out", "voorgelezen"),
                            ("pictures", "met plaatjes"),
                            ("interpreter", "met een tolk"),
                        ],
                        max_length=12,
                        verbose_name="uitleg",
                    ),
                ),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("self", "zelf"),
                            ("parent", "ouder"),
                            ("both", "zelf en een ouder of voogd"),
                            ("guardian", "voogd"),
                        ],
                        max_length=8,
                        verbose_name="door",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="op")),
                ("until", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("recorded_at", models.DateTimeField(verbose_name="genoteerd op")),
            ],
            options={
                "verbose_name": "antwoord op toestemming",
                "ordering": ["-recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="RemovalTask",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ketenwerk.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("reference", models.CharField(max_length=8, verbose_name="kenmerk")),
                ("asked_on", models.DateField(verbose_name="gevraagd op")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="gedaan op")),
            ],
            options={
                "verbose_name": "verwijdertaak",
            },
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_once",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="sharing_names_a_recipient",
        ),
        migrations.AddField(
            model_name="consent",
            name="domain",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programme.lifedomain",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="explained",
            field=models.CharField(
                choices=[
                    ("told", "verteld"),
                    ("read_out", "voorgelezen"),
                    ("pictures", "met plaatjes"),
                    ("interpreter", "met een tolk"),
                ],
                default="told",
                max_length=12,
                verbose_name="uitleg",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="given_by",
            field=models.CharField(
                choices=[
                    ("self", "zelf"),
                    ("parent", "ouder"),
                    ("both", "zelf en een ouder of voogd"),
                    ("guardian", "voogd"),
                ],
                default="self",
                max_length=8,
                verbose_name="door",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="language",
            field=models.CharField(blank=True, max_length=40, verbose_name="taal"),
        ),
        migrations.AddField(
            model_name="consent",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="ingetrokken op"),
        ),
        migrations.AlterField(
            model_name="consent",
            name="form",
            field=models.CharField(
                choices=[
                    ("mondeling", "mondeling"),
                    ("getuige", "mondeling met een getuige"),
                    ("schriftelijk", "schriftelijk"),
                ],
                default="mondeling",
                max_length=16,
                verbose_name="hoe",
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("count", "meetellen zonder naam"),
                    ("conference", "bespreken in het casuïstiekoverleg"),
                    ("share", "delen met een partner"),
                    ("plan", "het plan delen"),
                    ("comensha", "melden bij CoMensha"),
                    ("research", "meedoen aan onderzoek"),
                ],
                max_length=16,
                verbose_name="waarvoor",
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "gevraagd"),
                    ("refused", "nee"),
                    ("given", "ja"),
                    ("withdrawn", "ingetrokken"),
                    ("expired", "verlopen"),
                ],
                default="refused",
                max_length=12,
                verbose_name="antwoord",
            ),
        ),
        migrations.RunSQL(
            "SET CONSTRAINTS ALL IMMEDIATE;"
            " UPDATE clients_consent SET withdrawn_on = decided_on WHERE state = 'withdrawn'",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                fields=("client", "purpose", "recipient", "domain"),
                name="consent_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), ("withdrawn_on__isnull", False)),
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        ("withdrawn_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="withdrawn_has_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose__in", ["share", "plan"]), ("recipient__isnull", False)),
                    models.Q(
                        models.Q(("purpose__in", ["share", "plan"]), _negated=True),
                        ("domain__isnull", True),
                        ("recipient__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="sharing_names_a_recipient",
            ),
        ),
        migrations.AddField(
            model_name="consentanswer",
            name="consent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="clients.consent",
            ),
        ),
        migrations.AddField(
            model_name="consentanswer",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="consentanswer",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="removaltask",
            name="consent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="removals",
                to="clients.consent",
            ),
        ),
        migrations.AddField(
            model_name="removaltask",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="removaltask",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="removaltask",
            name="receiver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="removaltask",
            index=models.Index(fields=["receiver", "done_on"], name="removal_open"),
        ),
        migrations.AddConstraint(
            model_name="removaltask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_by__isnull", True), ("done_on__isnull", True)),
                    models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                    _connector="OR",
                ),
                name="removed_by_somebody",
            ),
        ),
        # What was answered before now is the first answer in the history.
        migrations.RunSQL(
            "INSERT INTO clients_consentanswer (id, organisation_id, consent_id, state, form, language, explained,"
            " given_by, decided_on, until, recorded_by_id, recorded_at)"
            " SELECT gen_random_uuid(), organisation_id, id, state, form, language, explained, given_by, decided_on,"
            " until, recorded_by_id, decided_on FROM clients_consent",
            migrations.RunSQL.noop,
        ),
    ]
