"""The line: short, fair between addresses, and nobody holds a place who has gone."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.serving.line import Full, Line
from tests.serving.visiting import finished

ASKED = st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0.01, 2)), max_size=40)


async def _served(line: Line, asked: Sequence[tuple[str, float]]) -> tuple[list[str], list[str]]:
    """In which order addresses are admitted that ask in this order while one is at work, and who is dropped."""
    admitted: list[str] = []
    dropped: list[str] = []

    async def visitor(address: str, cost: float) -> None:
        try:
            await line.enter(address, cost)
        except Full:
            dropped.append(address)
            return
        admitted.append(address)
        line.leave()

    await line.enter("busy", 1)
    visitors = []
    for each in asked:
        visitors.append(asyncio.create_task(visitor(*each)))
        await asyncio.sleep(0)
    line.leave()
    await asyncio.gather(*visitors)
    return admitted, dropped


def test_a_quiet_address_does_not_wait_behind_a_busy_one():
    admitted, dropped = finished(_served(Line(1, 100), [*[("busy", 1.0)] * 20, ("quiet", 1.0)]))
    assert admitted.index("quiet") <= 1
    assert not dropped


def test_an_address_that_is_alone_has_the_whole_line_and_no_more():
    admitted, dropped = finished(_served(Line(1, 5), [("hall", 1.0)] * 12))
    assert (len(admitted), len(dropped)) == (5, 7)


def test_so_many_may_wait_however_long_they_take():
    admitted, dropped = finished(_served(Line(1, 0.1, always=6), [("slow", 9.0)] * 8))
    assert (len(admitted), len(dropped)) == (6, 2)


def test_when_the_line_is_full_the_busiest_loses_its_latest():
    admitted, dropped = finished(_served(Line(1, 5), [*[("hall", 1.0)] * 5, ("a", 1.0), ("b", 1.0)]))
    assert Counter(dropped) == {"hall": 2}
    assert Counter(admitted) == {"hall": 3, "a": 1, "b": 1}


def test_who_asks_for_what_is_dear_comes_less_often():
    asked = [each for _ in range(10) for each in (("dear", 4.0), ("cheap", 1.0))]
    admitted, _ = finished(_served(Line(1, 100), asked))
    assert admitted[:10].count("cheap") >= 7


@given(ASKED, st.integers(1, 3))
def test_everybody_is_admitted_or_dropped_and_the_places_are_free_again(asked, places):
    line = Line(places, 3.0)
    admitted, dropped = finished(_served(line, asked))
    assert Counter(admitted) + Counter(dropped) == Counter(address for address, _ in asked)
    assert (line.working, line.waiting) == (0, [])


@given(ASKED)
def test_the_line_is_never_longer_than_it_may_be(asked):
    async def longest() -> float:
        line, seen, visitors = Line(1, 3.0), [0.0], []
        await line.enter("busy", 1)
        for each in asked:
            visitors.append(asyncio.create_task(line.enter(*each)))
            await asyncio.sleep(0)
            seen.append(line.seconds)
        for each in visitors:
            each.cancel()
        await asyncio.gather(*visitors, return_exceptions=True)
        return max(seen)

    assert finished(longest()) <= 3.0


def test_no_more_addresses_are_remembered_than_fit(monkeypatch):
    monkeypatch.setattr("app.serving.line.MOST", 20)

    async def flood() -> int:
        line = Line(1000, 10)
        for number in range(500):
            await line.enter(str(number), 1)
        return len(line.ahead)

    assert finished(flood()) <= 20


def test_who_was_dropped_is_not_charged():
    async def charged() -> dict[str, float]:
        line = Line(1, 2)
        await line.enter("busy", 1)
        visitors = [asyncio.create_task(line.enter(address, 1)) for address in "abbbb"]
        await asyncio.sleep(0)
        ahead = dict(line.ahead)
        for each in visitors:
            each.cancel()
        await asyncio.gather(*visitors, return_exceptions=True)
        return ahead

    assert finished(charged()) == {"busy": 1, "a": 1, "b": 1}


@pytest.mark.parametrize("is_admitted", [False, True])
def test_who_goes_gives_back_what_it_had(is_admitted):
    async def gone() -> Line:
        line = Line(1, 10)
        await line.enter("first", 1)
        second = asyncio.create_task(line.enter("second", 1))
        await asyncio.sleep(0)
        if is_admitted:
            line.leave()  # the second is told, and goes before it hears of it
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        if not is_admitted:
            line.leave()
        return line

    line = finished(gone())
    assert (line.working, line.waiting) == (0, [])
