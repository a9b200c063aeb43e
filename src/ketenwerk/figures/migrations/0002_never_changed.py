"""A frozen figure is never changed and never removed, not even by the owner."""

from django.db import migrations

UP = """
CREATE FUNCTION figures_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'a frozen figure is not changed and not removed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER figures_no_change BEFORE UPDATE OR DELETE ON figures_figure FOR EACH ROW EXECUTE FUNCTION figures_refuse();
CREATE TRIGGER figures_no_truncate BEFORE TRUNCATE ON figures_figure FOR EACH STATEMENT EXECUTE FUNCTION figures_refuse();
CREATE TRIGGER freeze_no_change BEFORE UPDATE OR DELETE ON figures_freeze FOR EACH ROW EXECUTE FUNCTION figures_refuse();
CREATE TRIGGER freeze_no_truncate BEFORE TRUNCATE ON figures_freeze FOR EACH STATEMENT EXECUTE FUNCTION figures_refuse();
"""
DOWN = """
DROP TRIGGER figures_no_change ON figures_figure; DROP TRIGGER figures_no_truncate ON figures_figure;
DROP TRIGGER freeze_no_change ON figures_freeze; DROP TRIGGER freeze_no_truncate ON figures_freeze;
DROP FUNCTION figures_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
