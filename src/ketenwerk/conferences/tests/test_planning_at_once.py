"""Nothing typed is lost, also when two write at once."""

import pytest

from ketenwerk.access.api import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["dag", "deelnemers", "heropen"])
def test_planning_forms_keep_a_draft(page, browse, day):
    body = browse("ilse", Role.COORDINATOR).get(f"/casuistiek/{day.id}/{page}/").content.decode()
    assert "data-draft-url" in body
    assert 'name="draft"' in body


def test_of_two_planners_the_later_one_sees_both(browse, day):
    browser = browse("ilse", Role.COORDINATOR)
    path = f"/casuistiek/{day.id}/dag/"
    fields = {
        "on": day.on.isoformat(),
        "starts_at": "13:30",
        "minutes": "120",
        "state": "planned",
        "reason": "",
        "seen": "1",
    }
    assert browser.post(path, fields | {"place": "Zaal 4"}).status_code == 302
    answer = browser.post(path, fields | {"place": "Zaal 9"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Zaal 4" in body
    assert "Zaal 9" in body
    assert browser.post(path, fields | {"place": "Zaal 9", "seen": "2"}).status_code == 302


def test_two_outcomes_written_at_the_same_time_both_stand(browse, anna, bram, item):
    path = f"/casuspunt/{item.id}/besluit/"
    chair_writes, note_taker = browse("anna"), browse("bram")
    assert chair_writes.get(path).status_code == 200
    assert note_taker.get(path).status_code == 200
    for browser, words, by in (
        (chair_writes, "Anna schrijft dit besluit.", anna),
        (note_taker, "Bram schrijft een ander besluit.", bram),
    ):
        sent = {"words": words, "partner": str(by.house), "due": "", "domain": ""}
        assert browser.post(path, sent).status_code == 302
    body = note_taker.get(f"/casuspunt/{item.id}/").content.decode()
    assert "Anna schrijft dit besluit." in body
    assert "Bram schrijft een ander besluit." in body
