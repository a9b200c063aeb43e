"""Month totals are added up once per statement: a file of a hundred thousand lines touches each total a few times."""

from django.db import migrations

UP = """
DROP TRIGGER hours_keep_totals ON hours_hourentry;
CREATE OR REPLACE FUNCTION hours_keep_totals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO hours_monthtotal (organisation_id, month, activity_id, line_id, minutes)
    SELECT organisation_id, date_trunc('month', day)::date, activity_id, line_id, -sum(minutes)::integer FROM removed
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (organisation_id, month, activity_id, line_id)
    DO UPDATE SET minutes = hours_monthtotal.minutes + excluded.minutes;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO hours_monthtotal (organisation_id, month, activity_id, line_id, minutes)
    SELECT organisation_id, date_trunc('month', day)::date, activity_id, line_id, sum(minutes)::integer FROM added
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (organisation_id, month, activity_id, line_id)
    DO UPDATE SET minutes = hours_monthtotal.minutes + excluded.minutes;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER hours_keep_totals_new AFTER INSERT ON hours_hourentry
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION hours_keep_totals();
CREATE TRIGGER hours_keep_totals_changed AFTER UPDATE ON hours_hourentry
  REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION hours_keep_totals();
CREATE TRIGGER hours_keep_totals_gone AFTER DELETE ON hours_hourentry
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION hours_keep_totals();
DROP FUNCTION hours_add(uuid, date, uuid, uuid, integer);
"""

DOWN = """
DROP TRIGGER hours_keep_totals_new ON hours_hourentry;
DROP TRIGGER hours_keep_totals_changed ON hours_hourentry;
DROP TRIGGER hours_keep_totals_gone ON hours_hourentry;
CREATE FUNCTION hours_add(organisation uuid, day date, activity uuid, line uuid, minutes integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO hours_monthtotal (organisation_id, month, activity_id, line_id, minutes)
  VALUES ($1, date_trunc('month', $2)::date, $3, $4, $5)
  ON CONFLICT (organisation_id, month, activity_id, line_id)
  DO UPDATE SET minutes = hours_monthtotal.minutes + excluded.minutes
$$;
REVOKE ALL ON FUNCTION hours_add(uuid, date, uuid, uuid, integer) FROM PUBLIC;
CREATE OR REPLACE FUNCTION hours_keep_totals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM hours_add(OLD.organisation_id, OLD.day, OLD.activity_id, OLD.line_id, -OLD.minutes);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM hours_add(NEW.organisation_id, NEW.day, NEW.activity_id, NEW.line_id, NEW.minutes);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER hours_keep_totals AFTER INSERT OR UPDATE OR DELETE ON hours_hourentry
  FOR EACH ROW EXECUTE FUNCTION hours_keep_totals();
"""


class Migration(migrations.Migration):
    dependencies = [("hours", "0005_import_runs")]
    operations = [migrations.RunSQL(UP, DOWN)]
