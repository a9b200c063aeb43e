"""Coverage per service with the money that pays it, and the years of each source of money."""

import django.db.models.deletion
from django.db import migrations, models


def name_the_programme(apps, schema_editor):
    """Earlier rows said only that some service was there; the next import names each of them."""
    coverage = apps.get_model("programme", "Coverage")
    for row in coverage.objects.select_related("municipality"):
        row.programme_id = row.municipality.programme_id
        row.save(update_fields=["programme"])
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # so that the table can be altered next


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "fundingsource",
            "start",
            models.DateField(blank=True, null=True, verbose_name="loopt vanaf"),
        ),
        migrations.AddField(
            "fundingsource",
            "end",
            models.DateField(blank=True, null=True, verbose_name="loopt tot"),
        ),
        migrations.RemoveConstraint("coverage", "coverage_once"),
        migrations.AddField(
            "coverage",
            "service",
            models.CharField(default="", max_length=120, verbose_name="dienst"),
            preserve_default=False,
        ),
        migrations.AddField(
            "coverage",
            "source",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programme.fundingsource",
            ),
        ),
        migrations.AddField(
            "coverage",
            "programme",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="programme.programme",
            ),
        ),
        migrations.RunPython(name_the_programme, migrations.RunPython.noop),
        migrations.AlterField(
            "coverage",
            "programme",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="programme.programme",
            ),
        ),
        migrations.AlterField(
            "coverage",
            "municipality",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="coverage",
                to="programme.municipality",
            ),
        ),
        migrations.AddConstraint(
            "coverage",
            models.UniqueConstraint(
                fields=("programme", "municipality", "organisation", "service"),
                name="coverage_once",
                nulls_distinct=False,
            ),
        ),
    ]
