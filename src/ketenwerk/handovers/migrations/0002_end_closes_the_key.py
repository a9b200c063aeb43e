"""An outside worker who is done or gives her back ends the key as well; the receiver of a share cannot end it itself."""

from django.db import migrations

UP = """
CREATE FUNCTION handovers_close_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE access_keygrant SET wrapped = '', "end" = greatest(statement_timestamp(), start + interval '1 microsecond')
    WHERE dossier = NEW.handover_id AND organisation_id = NEW.provider_id AND giver_id = NEW.organisation_id
      AND giver_id <> organisation_id AND purpose = 'handover' AND "end" > statement_timestamp();
  RETURN NULL;
END $$;
CREATE TRIGGER handovers_close_key AFTER INSERT ON handovers_handoverend
  FOR EACH ROW WHEN (NEW.state IN ('done', 'returned')) EXECUTE FUNCTION handovers_close_key();
"""
DOWN = "DROP TRIGGER handovers_close_key ON handovers_handoverend; DROP FUNCTION handovers_close_key();"


class Migration(migrations.Migration):
    dependencies = [
        ("handovers", "0001_initial"),
        ("access", "0004_shares_of_a_former_owner"),
    ]

    operations = [migrations.RunSQL(UP, DOWN)]
