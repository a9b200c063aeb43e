import django.contrib.postgres.constraints
import django.db.models.deletion
import ketenwerk.clients.models
import ketenwerk.kernel.ids
import ketenwerk.kernel.sealed
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0001_initial"),
        ("people", "0001_initial"),
        ("programme", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # A trusted extension: the owner of the database may create it, no superuser needed.
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Correction",
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
                    "field",
                    models.CharField(
                        choices=[
                            ("called", "hoe ze genoemd wil worden"),
                            ("given_name", "voornaam"),
                            ("family_name", "achternaam"),
                            ("working_name", "werknaam"),
                            ("birth_date", "geboortedatum"),
                            ("birth_year", "geboortejaar"),
                            ("pronoun", "voornaamwoord"),
                            ("own_words", "eigen woord voor het werk"),
                            ("language", "taal"),
                            ("interpreter", "tolk"),
                            ("plain_words", "uitleg in korte zinnen"),
                            ("support", "hulp bij praten en lezen"),
                            ("screening", "uitkomst van de SCIL"),
                            ("municipality", "gemeente"),
                            ("ground", "contact gevraagd of niet"),
                            ("ground_since", "contact sinds"),
                        ],
                        max_length=16,
                        verbose_name="wat",
                    ),
                ),
                ("before", ketenwerk.kernel.sealed.SealedField(verbose_name="wat er stond")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
            ],
            options={
                "verbose_name": "verbetering",
                "ordering": ["-at", "field"],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
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
                ("since", models.DateField(verbose_name="sinds")),
            ],
            options={
                "verbose_name": "mag niet inzien",
            },
        ),
        migrations.CreateModel(
            name="PastAgreement",
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
                    "agreement",
                    ketenwerk.kernel.sealed.SealedField(
                        verbose_name="afspraak over veilig contact"
                    ),
                ),
                ("checked_on", models.DateField(verbose_name="afgesproken op")),
                ("replaced_at", models.DateTimeField(verbose_name="vervangen op")),
            ],
            options={
                "verbose_name": "eerdere afspraak",
                "ordering": ["-replaced_at"],
            },
        ),
        migrations.AddField(
            model_name="client",
            name="age_seen",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="leeftijdsgrens besproken"
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("asked", "vrijwillig: ze vroeg er zelf om"),
                    ("unasked", "bemoeizorg: we kwamen ongevraagd"),
                    ("", "nog niet vastgelegd"),
                ],
                max_length=8,
                verbose_name="contact gevraagd of niet",
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="ground_since",
            field=models.DateField(blank=True, null=True, verbose_name="contact sinds"),
        ),
        migrations.AddField(
            model_name="client",
            name="shielded",
            field=models.BooleanField(default=False, verbose_name="verscherpt dossier"),
        ),
        migrations.AddField(
            model_name="client",
            name="talking",
            field=ketenwerk.kernel.sealed.SealedField(
                null=True, verbose_name="voornaamwoord en hulp bij praten"
            ),
        ),
        migrations.AddField(
            model_name="groupmembership",
            name="reason",
            field=ketenwerk.kernel.sealed.SealedField(
                null=True, verbose_name="reden van de wisseling"
            ),
        ),
        migrations.AddField(
            model_name="groupmembership",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="groupmembership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("client", "="),
                    (ketenwerk.clients.models.DateRange("start", "end"), "&&"),
                ],
                name="one_group_per_period",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="corrections",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="exclusions",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pastagreement",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier_agreements",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="pastagreement",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="pastagreement",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["client", "-at"], name="correction_newest"),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.UniqueConstraint(fields=("client", "member"), name="excluded_once"),
        ),
        migrations.AddIndex(
            model_name="pastagreement",
            index=models.Index(fields=["client", "-replaced_at"], name="agreement_newest"),
        ),
    ]
