"""Rosters, days off, fixed parts and reminders; what is planned is summed by the database, without people."""

import django.contrib.postgres.fields
import django.db.models.deletion
import ketenwerk.kernel.ids
from django.conf import settings
from django.db import migrations, models


# What a day is planned for is added up here, so that a coordinator gets totals and never a roster.
UP = """
CREATE FUNCTION hours_planned(first date, until date, free date[])
RETURNS TABLE (organisation uuid, activity uuid, month date, minutes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT l.organisation_id, l.activity_id, date_trunc('month', d.day)::date,
    sum(l.minutes[extract(isodow FROM d.day)::int])
  FROM hours_rosterline l
  JOIN people_member m ON m.id = l.member_id AND m.is_active
  CROSS JOIN LATERAL generate_series(
    greatest(l.start, $1)::timestamp, (least(l."end", $2) - 1)::timestamp, interval '1 day') AS d(day)
  WHERE l.start < $2 AND l."end" > $1
    AND (l.organisation_id = nullif(current_setting('ketenwerk.organisation', true), '')::uuid
      OR current_setting('ketenwerk.function', true) = 'coordinator')
    AND d.day::date <> ALL ($3)
    AND NOT EXISTS (SELECT 1 FROM hours_dayoff o
      WHERE o.member_id = l.member_id AND o.start <= d.day::date AND o."end" > d.day::date)
  GROUP BY 1, 2, 3
$$;
"""
DOWN = "DROP FUNCTION hours_planned(date, date, date[])"


class Migration(migrations.Migration):
    dependencies = [
        ("hours", "0003_hourproposal"),
        ("people", "0002_invitation"),
        ("programme", "0004_focal_officer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="hourentry",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="DayOff",
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
                ("start", models.DateField(verbose_name="vanaf")),
                ("end", models.DateField(verbose_name="tot")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "vrije dagen",
                "ordering": ["start"],
                "indexes": [models.Index(fields=["member", "start"], name="hours_day_off")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="day_off_ends_later",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterLine",
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
                ("start", models.DateField(verbose_name="vanaf")),
                ("end", models.DateField(verbose_name="tot")),
                (
                    "minutes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        size=7,
                        verbose_name="minuten van maandag tot zondag",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="vastgelegd op")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.activity",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "roosterregel",
                "ordering": ["start", "made_at"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "member", "start"], name="hours_roster_member"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))), name="roster_ends_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__len", 7)), name="roster_has_seven_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FixedShare",
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
                    "kind",
                    models.CharField(
                        choices=[("indirect", "indirecte tijd"), ("travel", "reistijd")],
                        max_length=12,
                        verbose_name="waarvoor",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(decimal_places=1, max_digits=4, verbose_name="percentage"),
                ),
                ("start", models.DateField(verbose_name="vanaf maand")),
                ("agreed_on", models.DateField(verbose_name="afgesproken met de controller op")),
                ("made_at", models.DateTimeField(verbose_name="vastgelegd op")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "vast deel",
                "ordering": ["kind", "start", "made_at"],
                "indexes": [
                    models.Index(fields=["organisation", "kind", "start"], name="hours_share_start")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 0), ("percent__lte", 100)),
                        name="share_is_a_percentage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start__day", 1)), name="share_starts_with_a_month"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeekReminder",
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
                ("monday", models.DateField(verbose_name="week vanaf")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "herinnering",
                "constraints": [
                    models.UniqueConstraint(fields=("member", "monday"), name="week_reminded_once"),
                    models.CheckConstraint(
                        condition=models.Q(("monday__week_day", 2)), name="reminder_is_of_a_week"
                    ),
                ],
            },
        ),
        migrations.RunSQL(UP, DOWN),
    ]
