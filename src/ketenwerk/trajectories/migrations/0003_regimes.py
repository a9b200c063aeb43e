from datetime import date

import ketenwerk.kernel.ids
from django.db import migrations, models

# Proposals, each to be confirmed by the privacy officer before the first disposal: regime, years, where it comes from.
TERMS = (
    ("wmo", 15, "Wmo, na te kijken"),
    ("jeugdwet", 20, "Jeugdwet, na te kijken"),
    ("amw", 2, "eigen keuze"),
    ("wpg", 2, "eigen keuze"),
)
FIRST_DAY = date(2020, 1, 1)


def propose_terms(apps, schema_editor):
    term = apps.get_model("trajectories", "RegimeTerm")
    term.objects.bulk_create(
        term(regime=regime, years=years, holds_from=FIRST_DAY, source=source)
        for regime, years, source in TERMS
    )


class Migration(migrations.Migration):
    dependencies = [
        ("trajectories", "0002_steps_and_money"),
    ]

    operations = [
        migrations.AlterField(
            model_name="trajectory",
            name="legal_regime",
            field=models.CharField(
                blank=True,
                choices=[
                    ("wmo", "Wmo: ondersteuning"),
                    ("jeugdwet", "Jeugdwet: jeugdhulp"),
                    ("amw", "Welzijn en maatschappelijk werk"),
                    ("wpg", "Wpg: publieke gezondheid"),
                ],
                max_length=24,
                verbose_name="wettelijk kader",
            ),
        ),
        migrations.CreateModel(
            name="RegimeTerm",
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
                    "regime",
                    models.CharField(
                        choices=[
                            ("wmo", "Wmo: ondersteuning"),
                            ("jeugdwet", "Jeugdwet: jeugdhulp"),
                            ("amw", "Welzijn en maatschappelijk werk"),
                            ("wpg", "Wpg: publieke gezondheid"),
                        ],
                        max_length=24,
                        verbose_name="wettelijk kader",
                    ),
                ),
                ("years", models.PositiveSmallIntegerField(verbose_name="jaren na het einde")),
                ("holds_from", models.DateField(verbose_name="geldt vanaf")),
                ("source", models.CharField(max_length=24, verbose_name="waar het vandaan komt")),
                (
                    "confirmed_on",
                    models.DateField(blank=True, null=True, verbose_name="bevestigd op"),
                ),
            ],
            options={
                "verbose_name": "bewaartermijn",
                "ordering": ["regime", "-holds_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("regime", "holds_from"), name="one_term_per_day"
                    )
                ],
            },
        ),
        migrations.RunPython(propose_terms, migrations.RunPython.noop),
    ]
