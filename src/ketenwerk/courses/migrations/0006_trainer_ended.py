"""A trainer who is taken off a run stays with the hours she gave, and sees nobody any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_seats_of_sign_ups")]
    operations = [
        migrations.AddField(
            model_name="runtrainer",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="gestopt op"),
        )
    ]
