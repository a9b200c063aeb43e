from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("draft", "one_draft_per_form"),
        migrations.AddField(
            "draft",
            "role",
            models.CharField(default="", max_length=40, verbose_name="in welke functie"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "draft",
            models.UniqueConstraint(fields=("member", "role", "form"), name="one_draft_per_form"),
        ),
    ]
