"""A ticket makes its seat, hears when the seat changes, and gives it back; the public side never touches a seat itself."""

from django.db import migrations

UP = """
-- A seat while there is one and nobody waits for it, otherwise the next turn. The run stays locked until the end.
CREATE FUNCTION courses_seat_guest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE run courses_courserun%ROWTYPE; turn integer;
BEGIN
  SELECT * INTO run FROM courses_courserun WHERE id = NEW.run_id FOR UPDATE;
  IF run.state NOT IN ('recruiting', 'full')
    OR NOT EXISTS (SELECT 1 FROM courses_course c WHERE c.id = run.course_id AND c.audience = 'professionals')
    OR NOT EXISTS (SELECT 1 FROM courses_signuppage p WHERE p.run_id = run.id AND p.closed_on IS NULL) THEN
    RAISE EXCEPTION 'signing up is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_up_is_closed';
  END IF;
  IF run.waiting >= 30 THEN
    RAISE EXCEPTION 'nobody more can wait' USING ERRCODE = 'check_violation', CONSTRAINT = 'waiting_list_is_full';
  END IF;
  NEW.state := CASE WHEN run.seated < run.seats AND run.waiting = 0 THEN 'seated' ELSE 'waiting' END;
  SELECT count(*) + 1 INTO turn FROM courses_place p WHERE p.run_id = run.id;
  INSERT INTO courses_place (id, run_id, alias, needs, first, asked_at, state, why)
    VALUES (NEW.id, NEW.run_id, 'Plek ' || turn, '[]', false, NEW.asked_at, NEW.state, '');
  RETURN NEW;
END $$;

CREATE FUNCTION courses_tell_guest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE courses_signupticket SET state = NEW.state WHERE id = NEW.id AND state <> NEW.state;
  RETURN NULL;
END $$;

CREATE FUNCTION courses_guest_leaves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM courses_professionalsignup WHERE place_id = NEW.id;
  UPDATE courses_place SET why = 'unknown', ended_on = NEW.cancelled_on,
    state = CASE state WHEN 'waiting' THEN 'withdrawn' ELSE 'stopped' END
    WHERE id = NEW.id AND state IN ('waiting', 'seated');
  RETURN NULL;
END $$;

CREATE FUNCTION courses_forget_guest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM courses_presence WHERE place_id = OLD.id;
  DELETE FROM courses_professionalsignup WHERE place_id = OLD.id;
  DELETE FROM courses_place WHERE id = OLD.id;
  RETURN NULL;
END $$;

CREATE TRIGGER courses_seat_guest BEFORE INSERT ON courses_signupticket
  FOR EACH ROW EXECUTE FUNCTION courses_seat_guest();
CREATE TRIGGER courses_tell_guest AFTER UPDATE OF state ON courses_place
  FOR EACH ROW EXECUTE FUNCTION courses_tell_guest();
CREATE TRIGGER courses_guest_leaves AFTER UPDATE OF cancelled_on ON courses_signupticket
  FOR EACH ROW WHEN (OLD.cancelled_on IS NULL AND NEW.cancelled_on IS NOT NULL) EXECUTE FUNCTION courses_guest_leaves();
CREATE TRIGGER courses_forget_guest AFTER DELETE ON courses_signupticket
  FOR EACH ROW EXECUTE FUNCTION courses_forget_guest();
"""
DOWN = """
DROP TRIGGER courses_forget_guest ON courses_signupticket;
DROP TRIGGER courses_guest_leaves ON courses_signupticket;
DROP TRIGGER courses_tell_guest ON courses_place;
DROP TRIGGER courses_seat_guest ON courses_signupticket;
DROP FUNCTION courses_forget_guest();
DROP FUNCTION courses_guest_leaves();
DROP FUNCTION courses_tell_guest();
DROP FUNCTION courses_seat_guest();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_sign_ups")]
    operations = [migrations.RunSQL(UP, DOWN)]
