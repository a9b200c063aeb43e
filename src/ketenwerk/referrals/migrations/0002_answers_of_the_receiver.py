"""Who sent a referral cannot write the answer of the receiver. A policy sees one row at a time; this sees before and after."""

from django.db import migrations

UP = """
CREATE FUNCTION referrals_receiver_answers() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF nullif(current_setting('ketenwerk.organisation', true), '')::uuid IS DISTINCT FROM OLD.organisation_id THEN
    RETURN NEW;
  END IF;
  IF (NEW.state <> OLD.state AND NOT (OLD.state = 'sent' AND NEW.state = 'withdrawn'))
      OR (NEW.answered_by_id, NEW.answered_on, NEW.reason, NEW.reason_words, NEW.feedback, NEW.feedback_on)
        IS DISTINCT FROM (OLD.answered_by_id, OLD.answered_on, OLD.reason, OLD.reason_words, OLD.feedback, OLD.feedback_on) THEN
    RAISE EXCEPTION 'only the receiver answers a referral' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER referrals_receiver_answers BEFORE UPDATE ON referrals_referral
  FOR EACH ROW EXECUTE FUNCTION referrals_receiver_answers();
"""
DOWN = "DROP TRIGGER referrals_receiver_answers ON referrals_referral; DROP FUNCTION referrals_receiver_answers();"


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]

    operations = [migrations.RunSQL(UP, DOWN)]
