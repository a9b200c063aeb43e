"""When a plan moves, what was shared of it ends and stays known: who got something can still be asked to remove it."""

from django.db import migrations

UP = """
CREATE OR REPLACE FUNCTION plans_take_direction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE parts uuid[];
BEGIN
  IF nullif(current_setting('ketenwerk.organisation', true), '')::uuid IS DISTINCT FROM NEW.partner_id
      OR nullif(current_setting('ketenwerk.actor', true), '')::uuid IS DISTINCT FROM NEW.worker_id
      OR NOT EXISTS (SELECT 1 FROM clients_client c WHERE c.id = NEW.into_id AND c.organisation_id = NEW.partner_id) THEN
    RAISE EXCEPTION 'only whom it was offered to takes the direction' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM 1 FROM plans_jointplan WHERE id = NEW.plan_id AND organisation_id = NEW.organisation_id AND state = 'active' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the plan is not there to be given' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT array_agg(part) INTO parts FROM (SELECT NEW.plan_id AS part UNION ALL SELECT id FROM plans_planitem WHERE plan_id = NEW.plan_id
    UNION ALL SELECT id FROM plans_planmembership WHERE plan_id = NEW.plan_id) every;
  IF EXISTS (SELECT 1 FROM unnest(parts) AS one(part) WHERE NOT EXISTS (SELECT 1 FROM access_keygrant held
      WHERE held.dossier = one.part AND held.organisation_id = NEW.partner_id AND held.giver_id = NEW.organisation_id
      AND held.purpose = 'direction' AND held.start <= statement_timestamp() AND held."end" > statement_timestamp())) THEN
    RAISE EXCEPTION 'not every part of the plan was handed over' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE plans_planmembership SET state = 'ended', "end" = NEW.answered_on
    WHERE plan_id = NEW.plan_id AND partner_id = NEW.partner_id AND state IN ('invited', 'accepted');
  DELETE FROM access_keygrant WHERE dossier = ANY(parts) AND giver_id = organisation_id;
  UPDATE access_keygrant SET giver_id = organisation_id, purpose = 'plan', ground = 'own dossier', basis = NULL, "end" = NULL
    WHERE dossier = ANY(parts) AND organisation_id = NEW.partner_id AND giver_id = NEW.organisation_id AND purpose = 'direction';
  UPDATE access_keygrant SET wrapped = '', "end" = greatest(statement_timestamp(), start + interval '1 microsecond')
    WHERE dossier = ANY(parts) AND giver_id <> organisation_id AND "end" > statement_timestamp();
  UPDATE plans_planchange SET organisation_id = NEW.partner_id WHERE item_id IN (SELECT id FROM plans_planitem WHERE plan_id = NEW.plan_id);
  UPDATE plans_planitem SET organisation_id = NEW.partner_id, client_id = NEW.into_id WHERE plan_id = NEW.plan_id;
  UPDATE plans_membershipdomain SET organisation_id = NEW.partner_id
    WHERE membership_id IN (SELECT id FROM plans_planmembership WHERE plan_id = NEW.plan_id);
  UPDATE plans_planmembership SET organisation_id = NEW.partner_id, client_id = NEW.into_id WHERE plan_id = NEW.plan_id;
  UPDATE plans_planreview SET organisation_id = NEW.partner_id, client_id = NEW.into_id WHERE plan_id = NEW.plan_id;
  UPDATE plans_plandirector SET organisation_id = NEW.partner_id, "end" = coalesce("end", NEW.answered_on) WHERE plan_id = NEW.plan_id;
  UPDATE plans_directionoffer SET ended_on = NEW.answered_on
    WHERE plan_id = NEW.plan_id AND organisation_id = NEW.partner_id AND state = 'accepted' AND ended_on IS NULL;
  UPDATE plans_jointplan SET organisation_id = NEW.partner_id, client_id = NEW.into_id WHERE id = NEW.plan_id;
  RETURN NULL;
END $$;
"""
DOWN = """
CREATE OR REPLACE FUNCTION plans_take_direction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE parts uuid[];
BEGIN
  IF nullif(current_setting('ketenwerk.organisation', true), '')::uuid IS DISTINCT FROM NEW.partner_id
      OR nullif(current_setting('ketenwerk.actor', true), '')::uuid IS DISTINCT FROM NEW.worker_id
      OR NOT EXISTS (SELECT 1 FROM clients_client c WHERE c.id = NEW.into_id AND c.organisation_id = NEW.partner_id) THEN
    RAISE EXCEPTION 'only whom it was offered to takes the direction' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM 1 FROM plans_jointplan WHERE id = NEW.plan_id AND organisation_id = NEW.organisation_id AND state = 'active' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the plan is not there to be given' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT array_agg(part) INTO parts FROM (SELECT NEW.plan_id AS part UNION ALL SELECT id FROM plans_planitem WHERE plan_id = NEW.plan_id
    UNION ALL SELECT id FROM plans_planmembership WHERE plan_id = NEW.plan_id) every;
  IF EXISTS (SELECT 1 FROM unnest(parts) AS one(part) WHERE NOT EXISTS (SELECT 1 FROM access_keygrant held
      WHERE held.dossier = one.part AND held.organisation_id = NEW.partner_id AND held.giver_id = NEW.organisation_id
      AND held.purpose = 'direction' AND held.start <= statement_timestamp() AND held."end" > statement_timestamp())) THEN
    RAISE EXCEPTION 'not every part of the plan was handed over' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE plans_planmembership SET state = 'ended', "end" = NEW.answered_on
    WHERE plan_id = NEW.plan_id AND partner_id = NEW.partner_id AND state IN ('invited', 'accepted');
  DELETE FROM access_keygrant WHERE dossier = ANY(parts) AND NOT (organisation_id = NEW.partner_id AND purpose = 'direction');
  UPDATE access_keygrant SET giver_id = organisation_id, purpose = 'plan', ground = 'own dossier', basis = NULL, "end" = NULL
    WHERE dossier = ANY(parts);
  UPDATE plans_planchange SET organisation_id = NEW.partner_id WHERE item_id IN (SELECT id FROM plans_planitem WHERE plan_id = NEW.plan_id);
  UPDATE plans_planitem SET organisation_id = NEW.partner_id, client_id = NEW.into_id WHERE plan_id = NEW.plan_id;
  UPDATE plans_membershipdomain SET organisation_id = NEW.partner_id
    WHERE membership_id IN (SELECT id FROM plans_planmembership WHERE plan_id = NEW.plan_id);
  UPDATE plans_planmembership SET organisation_id = NEW.partner_id, client_id = NEW.into_id WHERE plan_id = NEW.plan_id;
  UPDATE plans_planreview SET organisation_id = NEW.partner_id, client_id = NEW.into_id WHERE plan_id = NEW.plan_id;
  UPDATE plans_plandirector SET organisation_id = NEW.partner_id, "end" = coalesce("end", NEW.answered_on) WHERE plan_id = NEW.plan_id;
  UPDATE plans_directionoffer SET ended_on = NEW.answered_on
    WHERE plan_id = NEW.plan_id AND organisation_id = NEW.partner_id AND state = 'accepted' AND ended_on IS NULL;
  UPDATE plans_jointplan SET organisation_id = NEW.partner_id, client_id = NEW.into_id WHERE id = NEW.plan_id;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_planitem_origin"),
        ("access", "0004_shares_of_a_former_owner"),
    ]

    operations = [migrations.RunSQL(UP, DOWN)]
