"""Adding up rosters is for who works in hours: not for the public, and not for the counting job."""

from django.db import migrations

UP = """
REVOKE ALL ON FUNCTION hours_planned(date, date, date[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hours_planned(date, date, date[]) TO ketenwerk_office, ketenwerk_care;
"""
DOWN = """
REVOKE ALL ON FUNCTION hours_planned(date, date, date[]) FROM ketenwerk_office, ketenwerk_care;
GRANT EXECUTE ON FUNCTION hours_planned(date, date, date[]) TO PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("hours", "0006_totals_per_statement")]

    operations = [migrations.RunSQL(UP, DOWN)]
