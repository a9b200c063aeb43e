"""Keys can be shared by their owner, for a time. What there was, belonged to its holder."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


OWNERS = "UPDATE access_keygrant SET giver_id = organisation_id"
UP = """
CREATE FUNCTION access_only_owners_share() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.giver_id = NEW.organisation_id THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND NEW."end" <= OLD."end" THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM access_keygrant own WHERE own.dossier = NEW.dossier
      AND own.organisation_id = NEW.giver_id AND own.giver_id = NEW.giver_id
      AND own.start <= statement_timestamp() AND (own."end" IS NULL OR own."end" > statement_timestamp())) THEN
    RAISE EXCEPTION 'only the owner of a part shares it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER access_only_owners_share BEFORE INSERT OR UPDATE ON access_keygrant
  FOR EACH ROW EXECUTE FUNCTION access_only_owners_share();
"""
DOWN = "DROP TRIGGER access_only_owners_share ON access_keygrant; DROP FUNCTION access_only_owners_share();"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="keygrant",
            name="basis",
            field=models.UUIDField(
                blank=True, null=True, verbose_name="toestemming of uitzondering"
            ),
        ),
        migrations.AddField(
            model_name="keygrant",
            name="giver",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        # Not deferred: the columns change in this same transaction.
        migrations.RunSQL(f"SET CONSTRAINTS ALL IMMEDIATE; {OWNERS}", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="keygrant",
            name="giver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="keygrant",
            name="ground",
            field=models.CharField(
                choices=[
                    ("own dossier", "eigen dossier"),
                    ("consent", "toestemming"),
                    ("override", "uitzondering zonder toestemming"),
                ],
                max_length=60,
                verbose_name="grond",
            ),
        ),
        migrations.AddIndex(
            model_name="keygrant",
            index=models.Index(fields=["giver", "basis"], name="grant_basis"),
        ),
        migrations.AddConstraint(
            model_name="keygrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("giver", models.F("organisation"))),
                fields=("dossier",),
                name="one_owner_per_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="keygrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("giver", models.F("organisation")), ("ground", "own dossier")),
                    models.Q(
                        models.Q(("giver", models.F("organisation")), _negated=True),
                        ("basis__isnull", False),
                        ("end__isnull", False),
                        (
                            "end__lte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("start"), "+", models.Value(datetime.timedelta(days=367))
                            ),
                        ),
                        ("ground__in", ["consent", "override"]),
                    ),
                    _connector="OR",
                ),
                name="share_has_a_basis_and_an_end",
            ),
        ),
        migrations.RunSQL(UP, DOWN),
    ]
