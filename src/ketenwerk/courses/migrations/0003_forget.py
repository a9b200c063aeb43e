"""A seat goes with its enrolment, a year after the run; the counts of the run stay as they were."""

from django.db import migrations

UP = """
CREATE FUNCTION courses_forget_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM courses_presence WHERE place_id = OLD.place_id;
  DELETE FROM courses_place WHERE id = OLD.place_id;
  RETURN NULL;
END $$;
CREATE TRIGGER courses_forget_place AFTER DELETE ON courses_enrolment
  FOR EACH ROW EXECUTE FUNCTION courses_forget_place();

DROP TRIGGER courses_count_seats ON courses_place;
CREATE TRIGGER courses_count_seats AFTER INSERT OR UPDATE OF state, run_id ON courses_place
  FOR EACH ROW EXECUTE FUNCTION courses_count_seats();
"""
DOWN = """
DROP TRIGGER courses_count_seats ON courses_place;
CREATE TRIGGER courses_count_seats AFTER INSERT OR UPDATE OF state, run_id OR DELETE ON courses_place
  FOR EACH ROW EXECUTE FUNCTION courses_count_seats();
DROP TRIGGER courses_forget_place ON courses_enrolment;
DROP FUNCTION courses_forget_place();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_seats")]
    operations = [migrations.RunSQL(UP, DOWN)]
