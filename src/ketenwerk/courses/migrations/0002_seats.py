"""The seats: nobody sits down in a full run, also not by SQL, and who waits moves up by itself before the start."""

from django.db import migrations

UP = """
-- Locks the run, so that two who ask for the last seat come one after the other.
CREATE FUNCTION courses_take_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE run courses_courserun%ROWTYPE;
BEGIN
  SELECT * INTO run FROM courses_courserun WHERE id = NEW.run_id FOR UPDATE;
  IF NEW.state NOT IN ('seated', 'completed') OR (TG_OP = 'UPDATE' AND OLD.state IN ('seated', 'completed')) THEN
    RETURN NEW;
  END IF;
  IF run.seated >= run.seats OR (TG_OP = 'INSERT' AND run.waiting > 0) THEN
    RAISE EXCEPTION 'no seat is left' USING ERRCODE = 'check_violation', CONSTRAINT = 'run_is_full';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION courses_count_seats() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE which uuid := coalesce(NEW.run_id, OLD.run_id);
BEGIN
  UPDATE courses_courserun run SET
    seated = (SELECT count(*) FROM courses_place p WHERE p.run_id = which AND p.state IN ('seated', 'completed')),
    waiting = (SELECT count(*) FROM courses_place p WHERE p.run_id = which AND p.state = 'waiting')
  WHERE run.id = which;
  RETURN NULL;
END $$;

-- Full and recruiting say the same as the seats.
CREATE FUNCTION courses_full_or_not() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.state = 'recruiting' AND NEW.seated >= NEW.seats THEN NEW.state := 'full';
  ELSIF NEW.state = 'full' AND NEW.seated < NEW.seats THEN NEW.state := 'recruiting';
  END IF;
  RETURN NEW;
END $$;

-- The next in line sits down: who goes before first, then who asked first. One at a time; sitting down counts again.
CREATE FUNCTION courses_fill_seats() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.seated < NEW.seats AND NEW.waiting > 0 AND NEW.state IN ('planned', 'recruiting', 'full', 'postponed') THEN
    UPDATE courses_place SET state = 'seated' WHERE id = (
      SELECT p.id FROM courses_place p WHERE p.run_id = NEW.id AND p.state = 'waiting'
      ORDER BY p.first DESC, p.asked_at, p.id LIMIT 1);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER courses_take_seat BEFORE INSERT OR UPDATE OF state, run_id ON courses_place
  FOR EACH ROW EXECUTE FUNCTION courses_take_seat();
CREATE TRIGGER courses_count_seats AFTER INSERT OR UPDATE OF state, run_id OR DELETE ON courses_place
  FOR EACH ROW EXECUTE FUNCTION courses_count_seats();
CREATE TRIGGER courses_full_or_not BEFORE INSERT OR UPDATE ON courses_courserun
  FOR EACH ROW EXECUTE FUNCTION courses_full_or_not();
CREATE TRIGGER courses_fill_seats AFTER UPDATE OF seats, seated, waiting, state ON courses_courserun
  FOR EACH ROW EXECUTE FUNCTION courses_fill_seats();
"""
DOWN = """
DROP TRIGGER courses_fill_seats ON courses_courserun;
DROP TRIGGER courses_full_or_not ON courses_courserun;
DROP TRIGGER courses_count_seats ON courses_place;
DROP TRIGGER courses_take_seat ON courses_place;
DROP FUNCTION courses_fill_seats();
DROP FUNCTION courses_full_or_not();
DROP FUNCTION courses_count_seats();
DROP FUNCTION courses_take_seat();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
