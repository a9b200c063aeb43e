"""Themes of an offer, of a seat and of a meeting; and evaluations that participants fill in on their own link.

An own form is added up as it comes in: no row of it stays, and nothing leads from it to a seat.
"""

import ketenwerk.kernel.ids
from django.db import migrations, models


UP = """
-- Adds an own form up, once per link, and keeps no row. All links of the run are written anew with it, so that the
-- age of a row does not tell which one it was.
CREATE FUNCTION courses_add_own_form() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE which uuid; mine uuid;
BEGIN
  SELECT t.run_id INTO which FROM courses_signupticket t WHERE t.secret_hash = NEW.secret_hash;
  PERFORM 1 FROM courses_courserun r WHERE r.id = which FOR UPDATE;
  SELECT t.id INTO mine FROM courses_signupticket t
    WHERE t.secret_hash = NEW.secret_hash AND t.came AND NOT t.evaluated;
  IF mine IS NULL THEN
    RAISE EXCEPTION 'no form is asked' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_own_form';
  END IF;
  IF jsonb_array_length(NEW.scores) <> 5 THEN
    RAISE EXCEPTION 'five scores make a form' USING ERRCODE = 'check_violation', CONSTRAINT = 'own_form_is_whole';
  END IF;
  FOR number IN 0..4 LOOP
    INSERT INTO courses_score AS tally (id, run_id, question, score, count)
      VALUES (gen_random_uuid(), which, number, (NEW.scores ->> number)::integer, 1)
      ON CONFLICT (run_id, question, score) DO UPDATE SET count = tally.count + 1;
  END LOOP;
  IF NEW.remark <> '' THEN
    INSERT INTO courses_remark (id, run_id, text) VALUES (gen_random_uuid(), which, NEW.remark);
  END IF;
  UPDATE courses_signupticket SET evaluated = evaluated OR id = mine WHERE run_id = which;
  RETURN NULL;
END $$;
CREATE TRIGGER courses_add_own_form BEFORE INSERT ON courses_ownform
  FOR EACH ROW EXECUTE FUNCTION courses_add_own_form();

CREATE FUNCTION courses_tell_came() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE courses_signupticket SET came = EXISTS (
    SELECT 1 FROM courses_presence p WHERE p.place_id = NEW.place_id AND p.there) WHERE id = NEW.place_id;
  RETURN NULL;
END $$;
CREATE TRIGGER courses_tell_came AFTER INSERT OR UPDATE OF there ON courses_presence
  FOR EACH ROW EXECUTE FUNCTION courses_tell_came();
UPDATE courses_signupticket SET came = EXISTS (
  SELECT 1 FROM courses_presence p WHERE p.place_id = courses_signupticket.id AND p.there);
"""
DOWN = """
DROP TRIGGER courses_tell_came ON courses_presence;
DROP FUNCTION courses_tell_came();
DROP TRIGGER courses_add_own_form ON courses_ownform;
DROP FUNCTION courses_add_own_form();
"""
# Who signs up without an account asks for no themes, and comes in with nothing marked.
SEAT = """
CREATE OR REPLACE FUNCTION courses_seat_guest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
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
  NEW.came := false;
  NEW.evaluated := false;
  NEW.state := CASE WHEN run.seated < run.seats AND run.waiting = 0 THEN 'seated' ELSE 'waiting' END;
  SELECT count(*) + 1 INTO turn FROM courses_place p WHERE p.run_id = run.id;
  INSERT INTO courses_place (id, run_id, alias, needs, themes, first, asked_at, state, why)
    VALUES (NEW.id, NEW.run_id, 'Plek ' || turn, '[]', '[]', false, NEW.asked_at, NEW.state, '');
  RETURN NEW;
END $$;
"""
SEAT_BEFORE = """
CREATE OR REPLACE FUNCTION courses_seat_guest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0006_trainer_ended"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnForm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ketenwerk.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "secret_hash",
                    models.CharField(max_length=64, verbose_name="controlegetal van de link"),
                ),
                ("scores", models.JSONField(verbose_name="cijfers")),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="opmerking")),
            ],
            options={
                "verbose_name": "eigen evaluatieformulier",
            },
        ),
        migrations.AddField(
            model_name="course",
            name="themes",
            field=models.TextField(blank=True, verbose_name="thema's"),
        ),
        migrations.AddField(
            model_name="place",
            name="themes",
            field=models.JSONField(default=list, verbose_name="thema's"),
        ),
        migrations.AddField(
            model_name="session",
            name="theme",
            field=models.CharField(blank=True, max_length=60, verbose_name="thema"),
        ),
        migrations.AddField(
            model_name="signupticket",
            name="came",
            field=models.BooleanField(default=False, editable=False, verbose_name="was erbij"),
        ),
        migrations.AddField(
            model_name="signupticket",
            name="evaluated",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="evaluatie ingevuld"
            ),
        ),
        migrations.RunSQL(UP, DOWN),
        migrations.RunSQL(SEAT, SEAT_BEFORE),
    ]
