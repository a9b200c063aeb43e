"""On one machine nobody has to plan anything: what waits is read by the server itself."""

from threading import Event, Thread

import pytest

from ketenwerk.web import rounds, serve

LONGEST = 10  # seconds


def test_a_round_that_breaks_is_told_without_words_and_the_next_one_comes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ended, made = Event(), []

    def work() -> int:
        made.append(len(made))
        if len(made) == 1:
            raise ZeroDivisionError("Sanne")
        ended.set()
        return 0

    monkeypatch.setattr(rounds, "PAUSE", 0)
    monkeypatch.setattr(rounds, "work_waiting", work)
    going = Thread(target=rounds.go_round, args=[ended])
    going.start()
    going.join(LONGEST)
    assert made == [0, 1]
    assert "ZeroDivisionError" in caplog.text
    assert "Sanne" not in caplog.text


@pytest.mark.parametrize(("alone", "begun"), [(True, 1), (False, 0)])
def test_only_the_server_of_one_machine_goes_round(
    alone: bool, begun: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a database of its own an organisation plans `ketenwerk import-hours` itself."""
    calls: list[str] = []
    monkeypatch.setattr(rounds, "begin", lambda: calls.append("begun"))
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
    serve._begin_worker(alone=alone)
    assert len(calls) == begun
