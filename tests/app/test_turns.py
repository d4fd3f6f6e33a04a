"""Whose file is read next."""

import contextlib
import threading

import pytest

from whoholds.app import turns
from whoholds.app.turns import Turns


def test_turns_are_taken_in_the_order_of_coming():
    line = Turns(2)
    assert [line.before(visit) for visit in "abcd"] == [0, 0, 1, 2]
    line.end("b")
    assert [line.before(visit) for visit in "dca"] == [1, 0, 0]
    line.end("a")
    assert line.before("d") == 0


def test_a_place_is_kept_for_a_moment_and_then_lost(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(turns.time, "monotonic", lambda: clock[0])
    line = Turns(1)
    assert [line.before(visit) for visit in "abc"] == [0, 1, 2]
    clock[0] = turns.KEPT - 1
    assert line.before("b") == 1
    clock[0] = turns.KEPT + 1
    assert [line.before(visit) for visit in "dbc"] == [2, 1, 3]


def test_whoever_is_read_for_long_keeps_the_turn(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(turns.time, "monotonic", lambda: clock[0])
    line = Turns(1)
    assert line.before("a") == 0
    clock[0] = 100 * turns.KEPT
    assert line.before("b") == 1


def test_a_turn_ends_with_what_was_done_in_it_and_waiting_is_told():
    line, told, order = Turns(1), [], []
    begun, go_on = threading.Event(), threading.Event()

    def first():
        with contextlib.suppress(ValueError), line.turn("a", told.append):
            begun.set()
            go_on.wait(10)
            order.append("a")
            raise ValueError

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait(10)

    def waiting(left):
        told.append(left)
        go_on.set()

    with line.turn("b", waiting):
        order.append("b")
    thread.join()
    assert order == ["a", "b"]
    assert set(told) == {1}


def test_who_goes_away_while_waiting_leaves_the_place_to_others(monkeypatch):
    monkeypatch.setattr(turns, "KEPT", -1.0)
    line = Turns(1)
    assert line.before("a") == 0

    def gone(_left):
        raise InterruptedError

    with pytest.raises(InterruptedError), line.turn("b", gone):
        pass
    assert line.before("c") == 1
