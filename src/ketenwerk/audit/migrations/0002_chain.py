"""The chain: the database numbers and seals each row itself, and refuses change."""

from django.db import migrations

UP = """
CREATE FUNCTION audit_hash(
  previous text, chain text, number bigint, at timestamptz, event text, result text, actor uuid, role text,
  organisation uuid, on_behalf_of uuid, session text, request uuid, source text, object_type text, object_id text,
  subjects uuid[], purpose text, ground text, emergency boolean, facts jsonb
) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT encode(sha256(convert_to(concat_ws(E'\\x1f',
    previous, chain, number::text, (extract(epoch from at) * 1000000)::bigint::text, event, result,
    coalesce(actor::text, '-'), role, coalesce(organisation::text, '-'), coalesce(on_behalf_of::text, '-'), session,
    coalesce(request::text, '-'), source, object_type, object_id, array_to_string(subjects, ','), purpose, ground,
    CASE WHEN emergency THEN '1' ELSE '0' END, facts::text
  ), 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_append() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE head record;
BEGIN
  INSERT INTO audit_chainhead (chain, number, hash) VALUES (NEW.chain, 0, '') ON CONFLICT (chain) DO NOTHING;
  SELECT number, hash INTO head FROM audit_chainhead WHERE chain = NEW.chain FOR UPDATE;
  NEW.at := clock_timestamp();
  NEW.number := head.number + 1;
  NEW.previous := head.hash;
  NEW.hash := audit_hash(NEW.previous, NEW.chain, NEW.number, NEW.at, NEW.event, NEW.result, NEW.actor, NEW.role,
    NEW.organisation, NEW.on_behalf_of, NEW.session, NEW.request, NEW.source, NEW.object_type, NEW.object_id,
    NEW.subjects, NEW.purpose, NEW.ground, NEW.emergency, NEW.facts);
  UPDATE audit_chainhead SET number = NEW.number, hash = NEW.hash WHERE chain = NEW.chain;
  RETURN NEW;
END $$;

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'the log is not changed and not removed' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_append BEFORE INSERT ON audit_auditevent FOR EACH ROW EXECUTE FUNCTION audit_append();
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditevent FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_auditevent FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
REVOKE ALL ON FUNCTION audit_append() FROM PUBLIC;
"""

DOWN = """
DROP TRIGGER audit_append ON audit_auditevent;
DROP TRIGGER audit_no_change ON audit_auditevent;
DROP TRIGGER audit_no_truncate ON audit_auditevent;
DROP FUNCTION audit_append(); DROP FUNCTION audit_refuse();
DROP FUNCTION audit_hash(text, text, bigint, timestamptz, text, text, uuid, text, uuid, uuid, text, uuid, text, text, text,
  uuid[], text, text, boolean, jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
