"""Whose file is read next: few at once, so that who only looks at the map waits for nobody."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from whoholds.words.reader import Reader

AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
"""Files that are read at once: half of the processors are left to who looks at the map."""

KEPT = 5.0
"""Seconds for which a place in the line is kept: a reader who clicks on asks again at once."""

_PAUSE = 0.2


@dataclass
class _Place:
    visit: str
    seen: float
    is_read: bool = False


class Turns:
    """A line in which visits wait, in the order in which they came.

    Parameters
    ----------
    at_once
        Whose turn it is at the same time.

    Examples
    --------
    >>> turns = Turns(1)
    >>> turns.before("ours"), turns.before("theirs")
    (0, 1)
    >>> turns.end("ours")
    >>> turns.before("theirs")
    0
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._lock = threading.Lock()
        self._line: list[_Place] = []

    def before(self, visit: str) -> int:
        """Stand in line; return how many have to end first. At 0 the turn is taken."""
        now = time.monotonic()
        with self._lock:
            self._line = [
                one
                for one in self._line
                if one.is_read or one.visit == visit or one.seen > now - KEPT
            ]
            places = [one for one in self._line if one.visit == visit]
            if not places:
                places = [_Place(visit, now)]
                self._line += places
            left = max(0, self._line.index(places[0]) - self._at_once + 1)
            places[0].seen, places[0].is_read = now, left == 0
            return left

    def end(self, visit: str) -> None:
        """Leave the line."""
        with self._lock:
            self._line = [one for one in self._line if one.visit != visit]

    @contextmanager
    def turn(self, visit: str, waiting: Callable[[int], None]) -> Iterator[None]:
        """Wait for the turn of a visit, and hold it.

        Parameters
        ----------
        visit
            Whose turn.
        waiting
            Told how many are before it, a few times a second. What it raises ends the waiting;
            the place is kept for a moment.
        """
        while left := self.before(visit):
            waiting(left)
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            self.end(visit)


_TURNS = Turns(AT_ONCE)


@contextmanager
def own_turn(reader: Reader) -> Iterator[None]:
    """Wait in sight until this visit's file can be read.

    Once it is, no more is said: Streamlit ends a run at its next word after a click.
    """
    context = get_script_run_ctx()
    sight = st.empty()

    def say(left: int) -> None:
        sight.info(reader.word("layers.waiting").format(left), icon=":material/hourglass_empty:")

    with _TURNS.turn(context.session_id if context else "", say):
        sight.empty()
        yield
