"""A part that moves to another owner keeps what the former one gave, ended, beside what the new one gives."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_renewed_keys"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="keygrant", name="one_grant_per_purpose"),
        migrations.AddConstraint(
            model_name="keygrant",
            constraint=models.UniqueConstraint(
                fields=("dossier", "organisation", "giver", "purpose"),
                name="one_grant_per_giver_and_purpose",
            ),
        ),
    ]
