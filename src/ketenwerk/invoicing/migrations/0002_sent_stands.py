"""What was sent stands: number, day and what stood on it do not change, whoever asks."""

from django.db import migrations

UP = """
CREATE FUNCTION invoicing_sent_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF (NEW.number, NEW.sequence, NEW.year, NEW.sent_on, NEW.due_on, NEW.as_sent, NEW.total, NEW.organisation_id, NEW.kind)
      IS DISTINCT FROM (OLD.number, OLD.sequence, OLD.year, OLD.sent_on, OLD.due_on, OLD.as_sent, OLD.total, OLD.organisation_id, OLD.kind)
      OR NEW.state IN ('concept', 'withdrawn') THEN
    RAISE EXCEPTION 'an invoice that was sent does not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoicing_sent_stands BEFORE UPDATE ON invoicing_invoice
  FOR EACH ROW WHEN (OLD.number <> '') EXECUTE FUNCTION invoicing_sent_stands();
"""
DOWN = """
DROP TRIGGER invoicing_sent_stands ON invoicing_invoice;
DROP FUNCTION invoicing_sent_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("invoicing", "0001_initial")]

    operations = [migrations.RunSQL(UP, DOWN)]
