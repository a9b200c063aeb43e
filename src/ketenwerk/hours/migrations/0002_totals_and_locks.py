"""Month totals are kept in the transaction of the hour; a locked month takes only corrections."""

from django.db import migrations

UP = """
CREATE FUNCTION hours_add(organisation uuid, day date, activity uuid, line uuid, minutes integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO hours_monthtotal (organisation_id, month, activity_id, line_id, minutes)
  VALUES ($1, date_trunc('month', $2)::date, $3, $4, $5)
  ON CONFLICT (organisation_id, month, activity_id, line_id)
  DO UPDATE SET minutes = hours_monthtotal.minutes + excluded.minutes
$$;

CREATE FUNCTION hours_keep_totals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM hours_add(OLD.organisation_id, OLD.day, OLD.activity_id, OLD.line_id, -OLD.minutes);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM hours_add(NEW.organisation_id, NEW.day, NEW.activity_id, NEW.line_id, NEW.minutes);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION hours_respect_lock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.origin = 'correction' THEN RETURN NEW; END IF;
  IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM hours_monthlock l WHERE l.organisation_id = NEW.organisation_id
      AND l.month = date_trunc('month', NEW.day)::date) THEN
    RAISE EXCEPTION 'this month is locked' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM hours_monthlock l WHERE l.organisation_id = OLD.organisation_id
      AND l.month = date_trunc('month', OLD.day)::date) THEN
    RAISE EXCEPTION 'this month is locked' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

REVOKE ALL ON FUNCTION hours_add(uuid, date, uuid, uuid, integer) FROM PUBLIC;
CREATE TRIGGER hours_respect_lock BEFORE INSERT OR UPDATE OR DELETE ON hours_hourentry
  FOR EACH ROW EXECUTE FUNCTION hours_respect_lock();
CREATE TRIGGER hours_keep_totals AFTER INSERT OR UPDATE OR DELETE ON hours_hourentry
  FOR EACH ROW EXECUTE FUNCTION hours_keep_totals();
"""

DOWN = """
DROP TRIGGER hours_respect_lock ON hours_hourentry;
DROP TRIGGER hours_keep_totals ON hours_hourentry;
DROP FUNCTION hours_keep_totals(); DROP FUNCTION hours_respect_lock(); DROP FUNCTION hours_add(uuid, date, uuid, uuid, integer);
"""


class Migration(migrations.Migration):
    dependencies = [("hours", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
