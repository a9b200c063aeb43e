"""The life domains as data: 13 names of the ZRM, each under a domain of leaving. An installation may change them."""

import django.db.models.deletion
import ketenwerk.kernel.ids
from django.db import migrations, models


EXITS = (
    ("uit-geld", "financiën", "geld en schulden"),
    ("uit-veiligheid", "veiligheid", "veilig zijn"),
    ("uit-wonen", "huisvesting", "een plek om te wonen"),
    ("uit-gezondheid", "psychosociale gezondheid", "hoe je je voelt"),
    ("uit-sociaal", "sociaal functioneren", "mensen om je heen"),
    ("uit-werk", "opleiding en werk", "school en ander werk"),
)
DOMAINS = (
    ("financien", "financiën", "geld en schulden", "uit-geld"),
    ("werk-opleiding", "werk en opleiding", "werk en school", "uit-werk"),
    ("tijdsbesteding", "tijdsbesteding", "hoe je dag eruitziet", "uit-werk"),
    ("huisvesting", "huisvesting", "waar je woont", "uit-wonen"),
    ("huiselijke-relaties", "huiselijke relaties", "met wie je woont", "uit-veiligheid"),
    ("geestelijke-gezondheid", "geestelijke gezondheid", "hoe je je voelt", "uit-gezondheid"),
    (
        "lichamelijke-gezondheid",
        "lichamelijke gezondheid",
        "je lichaam en de dokter",
        "uit-gezondheid",
    ),
    ("middelengebruik", "middelengebruik", "drank, drugs of medicijnen", "uit-gezondheid"),
    ("basale-adl", "basale ADL", "wassen, eten en slapen", "uit-gezondheid"),
    ("instrumentele-adl", "instrumentele ADL", "koken, reizen en regelen", "uit-sociaal"),
    ("sociaal-netwerk", "sociaal netwerk", "familie en vrienden", "uit-sociaal"),
    ("participatie", "maatschappelijke participatie", "meedoen in de buurt", "uit-sociaal"),
    ("justitie", "justitie", "politie en rechter", "uit-veiligheid"),
)


def write_domains(apps, schema_editor):
    domain = apps.get_model("programme", "LifeDomain")
    exits = {
        key: domain.objects.create(key=key, name=name, plain=plain, scheme="exit", order=order)
        for order, (key, name, plain) in enumerate(EXITS, 1)
    }
    for order, (key, name, plain, leaving) in enumerate(DOMAINS, 1):
        domain.objects.create(
            key=key, name=name, plain=plain, scheme="zrm", exit_domain=exits[leaving], order=order
        )


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0002_services_and_sources"),
    ]

    operations = [
        migrations.CreateModel(
            name="LifeDomain",
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
                ("key", models.SlugField(unique=True, verbose_name="sleutel")),
                ("name", models.CharField(max_length=60, verbose_name="naam")),
                ("plain", models.CharField(max_length=80, verbose_name="in gewone woorden")),
                (
                    "scheme",
                    models.CharField(
                        choices=[("zrm", "ZRM"), ("exit", "uitstappen")],
                        max_length=8,
                        verbose_name="lijst",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                (
                    "exit_domain",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.lifedomain",
                        verbose_name="bij uitstappen",
                    ),
                ),
            ],
            options={
                "verbose_name": "leefgebied",
                "ordering": ["scheme", "order"],
            },
        ),
        migrations.RunPython(write_domains, migrations.RunPython.noop),
    ]
