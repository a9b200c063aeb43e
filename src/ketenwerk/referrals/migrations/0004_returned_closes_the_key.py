"""A referral that is given back ends its key as well; the receiver of a share cannot end it itself."""

from django.db import migrations

UP = """
CREATE FUNCTION referrals_close_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE access_keygrant SET wrapped = '', "end" = greatest(statement_timestamp(), start + interval '1 microsecond')
    WHERE dossier = NEW.id AND organisation_id = NEW.receiver_id AND giver_id = NEW.organisation_id
      AND giver_id <> organisation_id AND purpose = 'share' AND "end" > statement_timestamp();
  RETURN NULL;
END $$;
CREATE TRIGGER referrals_close_key AFTER UPDATE OF state ON referrals_referral
  FOR EACH ROW WHEN (NEW.state = 'returned' AND OLD.state <> 'returned') EXECUTE FUNCTION referrals_close_key();
"""
DOWN = (
    "DROP TRIGGER referrals_close_key ON referrals_referral; DROP FUNCTION referrals_close_key();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0003_led_by_trajectory"),
        ("access", "0004_shares_of_a_former_owner"),
    ]

    operations = [migrations.RunSQL(UP, DOWN)]
