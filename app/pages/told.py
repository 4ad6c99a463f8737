"""Numbers that prose tells of a scenario: computed from its link, and fixed by a claim that the tests check."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from operator import add, mul, sub, truediv
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from app.core.finding import spell
from app.query import encode
from app.scenarios.check import facts
from app.scenarios.expectation import Range, agrees
from app.scenarios.loader import scenarios
from app.scenarios.scenario import Scenario


@dataclass(frozen=True)
class Told:
    """A number with the range that its claim allows.

    >>> Told("a", 2.51, 2.5, 2.52).to(2).text, Told("a", 2.51, 2.5, 2.52).is_fixed
    ('2.5', False)
    >>> (Told("a", 3.0, 3.0, 3.0) / Told("b", 2.0, 2.0, 2.0)).text
    '1.5'
    """

    place: str
    value: float
    least: float
    most: float
    digits: int = 6

    @property
    def text(self) -> str:
        """The number as it is written."""
        return self._spelt(self.value)

    @property
    def is_fixed(self) -> bool:
        """Whether all that the claim allows would be written alike: only then is what one reads claimed."""
        return {self._spelt(self.least), self._spelt(self.most)} == {self.text}

    def _spelt(self, value: float) -> str:
        return spell(float(f"{value:.{self.digits}g}"))

    def to(self, digits: int) -> "Told":
        """The same number, written with at most so many significant digits."""
        return replace(self, digits=digits)

    def __html__(self) -> str:
        """Marked as told, and as open where the claim leaves digits open: a test finds those, a reader need not."""
        mark = Markup("" if self.is_fixed else " data-open")
        return Markup('<data value="{}"{}>{}</data>').format(repr(self.value), mark, self.text)

    def __truediv__(self, other: "Told | float") -> "Told":
        return self._with(other, truediv)

    def __mul__(self, other: "Told | float") -> "Told":
        return self._with(other, mul)

    def __add__(self, other: "Told | float") -> "Told":
        return self._with(other, add)

    def __sub__(self, other: "Told | float") -> "Told":
        return self._with(other, sub)

    def __abs__(self) -> "Told":
        ends = sorted((abs(self.least), abs(self.most)))
        return replace(self, value=abs(self.value), least=ends[0], most=ends[1])

    def _with(self, other: "Told | float", operation: Callable[[float, float], float]) -> "Told":
        """Of two numbers: what the claims allow lies between the values at their ends."""
        that = other if isinstance(other, Told) else Told("", other, other, other)
        ends = [operation(a, b) for a, b in product((self.least, self.most), (that.least, that.most))]
        place = f"{self.place} {operation.__name__} {that.place}"
        return Told(place, operation(self.value, that.value), min(ends), max(ends), self.digits)


def told(slug: str, path: str) -> Told:
    """The number at a path of a scenario: `run.1.gap`, `kinks.0.left`, `link.steps`, `data.0.1`, `samples`.

    What the link says is exact; what follows from it needs a claim of the scenario.

    Raises:
        LookupError: when there is no such scenario, no such number, or no claim about it.
    """
    scenario, steps, place = named(slug), path.split("."), f"{slug}: {path}"
    given = _given(scenario)
    if path in given or steps[0] in given:
        value = float(given[path] if path in given else _walk(place, given, steps))
        return Told(place, value, value, value)
    claim = _claim(place, scenario.expects, steps)
    value = float(_walk(place, _facts(slug), steps))
    if isinstance(claim, Range):
        return Told(place, value, claim.least, claim.most)
    claimed = float(claim)
    return Told(place, claimed if agrees(claimed, value) else value, claimed, claimed)


def _given(scenario: Scenario) -> dict[str, Any]:
    experiment = scenario.experiment
    keys = {f"link.{key}": text for key, text in encode(experiment)}
    return keys | {"data": experiment.data, "start": experiment.start, "samples": len(experiment.data)}


def named(slug: str) -> Scenario:
    """The scenario of this name."""
    found = next((each for each in scenarios() if each.slug == slug), None)
    if found is None:
        raise LookupError(f"unknown scenario: {slug}")
    return found


@lru_cache(maxsize=256)
def _facts(slug: str) -> Mapping[str, Any]:
    scenario = named(slug)
    return facts(scenario.experiment, scenario.expects)


def _claim(place: str, words: Any, path: Sequence[str]) -> Any:
    """What is claimed at a path, by words that were said."""
    for step in path:
        if isinstance(words, BaseModel) and step not in words.model_fields_set:
            raise LookupError(f"missing claim: {place}")
        words = getattr(words, step) if isinstance(words, BaseModel) else _step(place, words, step)
    return words


def _walk(place: str, so: Any, path: Sequence[str]) -> Any:
    """What is so at a path; facts are worked out when they are asked for."""
    for step in path:
        so = _step(place, so, step)
        so = so() if callable(so) else so
    return so


def _step(place: str, at: Any, step: str) -> Any:
    """One step into a table by its name or number, into a list by its index or to its length."""
    if isinstance(at, list | tuple):
        return len(at) if step == "count" else at[int(step)]
    if isinstance(at, Mapping):
        key = int(step) if step.isdecimal() else step
        if key in at:
            return at[key]
    raise LookupError(f"missing number: {place}")
