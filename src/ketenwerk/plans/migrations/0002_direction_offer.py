"""The direction can go to another organisation, and an ended part closes by itself."""

import django.db.models.deletion
import ketenwerk.kernel.ids
from django.conf import settings
from django.db import migrations, models

UP = """
-- A plan that runs has somebody who directs it, at the end of every unit of work.
CREATE FUNCTION plans_has_director() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE which uuid;
BEGIN
  IF TG_TABLE_NAME = 'plans_jointplan' THEN which := NEW.id; ELSE which := NEW.plan_id; END IF;
  IF EXISTS (SELECT 1 FROM plans_jointplan plan WHERE plan.id = which AND plan.state = 'active')
      AND NOT EXISTS (SELECT 1 FROM plans_plandirector director WHERE director.plan_id = which AND director."end" IS NULL) THEN
    RAISE EXCEPTION 'an active plan has a director' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER plans_has_director AFTER INSERT OR UPDATE ON plans_jointplan
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plans_has_director();
CREATE CONSTRAINT TRIGGER plans_has_director AFTER UPDATE ON plans_plandirector
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plans_has_director();

-- Ends at once what a partner holds of a plan, for one purpose. A partner cannot end what was given to it, nor see all of it.
CREATE FUNCTION plans_close_keys(plan uuid, giver uuid, partner uuid, what text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE access_keygrant SET wrapped = '', "end" = greatest(statement_timestamp(), start + interval '1 microsecond')
  WHERE organisation_id = $3 AND giver_id = $2 AND giver_id <> organisation_id AND purpose = $4
    AND "end" > statement_timestamp()
    AND dossier IN (SELECT $1 UNION ALL SELECT id FROM plans_planitem WHERE plan_id = $1
      UNION ALL SELECT id FROM plans_planmembership WHERE plan_id = $1);
$$;
REVOKE EXECUTE ON FUNCTION plans_close_keys(uuid, uuid, uuid, text) FROM PUBLIC;

CREATE FUNCTION plans_part_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM plans_close_keys(NEW.plan_id, NEW.organisation_id, NEW.partner_id, 'plan');
  RETURN NULL;
END $$;
CREATE TRIGGER plans_part_over AFTER UPDATE OF state ON plans_planmembership
  FOR EACH ROW WHEN (NEW.state IN ('declined', 'ended') AND OLD.state IN ('invited', 'accepted'))
  EXECUTE FUNCTION plans_part_over();

CREATE FUNCTION plans_offer_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM plans_close_keys(NEW.plan_id, NEW.organisation_id, NEW.partner_id, 'direction');
  RETURN NULL;
END $$;
CREATE TRIGGER plans_offer_over AFTER UPDATE OF state ON plans_directionoffer
  FOR EACH ROW WHEN (NEW.state IN ('declined', 'withdrawn') AND OLD.state = 'offered')
  EXECUTE FUNCTION plans_offer_over();

-- The plan moves: only by the yes of whom it was offered to, only whole, and only into a client of that organisation.
CREATE FUNCTION plans_take_direction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
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
CREATE TRIGGER plans_take_direction AFTER UPDATE OF state ON plans_directionoffer
  FOR EACH ROW WHEN (NEW.state = 'accepted' AND OLD.state = 'offered') EXECUTE FUNCTION plans_take_direction();
"""
DOWN = """
DROP TRIGGER plans_take_direction ON plans_directionoffer;
DROP FUNCTION plans_take_direction();
DROP TRIGGER plans_offer_over ON plans_directionoffer;
DROP FUNCTION plans_offer_over();
DROP TRIGGER plans_part_over ON plans_planmembership;
DROP FUNCTION plans_part_over();
DROP FUNCTION plans_close_keys(uuid, uuid, uuid, text);
DROP TRIGGER plans_has_director ON plans_plandirector;
DROP TRIGGER plans_has_director ON plans_jointplan;
DROP FUNCTION plans_has_director();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_emergency"),
        ("people", "0002_invitation"),
        ("plans", "0001_initial"),
        ("access", "0002_sharing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DirectionOffer",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "aangeboden"),
                            ("accepted", "overgenomen"),
                            ("declined", "afgeslagen"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="offered",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("offered_on", models.DateField(verbose_name="aangeboden op")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="beantwoord op"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="voorbij op")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.planmembership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.jointplan",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "aanbod van regie",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "offered")),
                        fields=("plan",),
                        name="one_open_direction_offer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("state", "offered")),
                            models.Q(
                                models.Q(("state", "offered"), _negated=True),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="answered_offer_has_a_day",
                    ),
                ],
            },
        ),
        migrations.RunSQL(UP, DOWN),
    ]
