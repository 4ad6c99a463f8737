"""All scenarios as cards: their words, their verdicts, small pictures, and which of them a search finds."""

from typing import Any, NamedTuple

import numpy as np
import orjson
from markupsafe import Markup

from app.answer import answer
from app.content.experiment import experiment_content
from app.core.described import Described
from app.core.experiment import Experiment
from app.pages.site import made_once, templates
from app.pictures.hops import coarse
from app.pictures.map import Map
from app.pictures.paths import Paths
from app.pictures.picture import Picture, picture
from app.pictures.plot import Point, rounded, thinned
from app.scenarios.loader import by_group
from app.scenarios.scenario import GROUPS, Scenario

LEVELS = 9
"""Level lines of a small picture."""
COARSE = 2.0
"""How far its lines may be off, about half a pixel."""


class Verdict(NamedTuple):
    """What is found of one run."""

    run: int
    kind: str
    title: str


class Card(NamedTuple):
    """A scenario as the front page shows it; all but its words is computed from its link."""

    slug: str
    title: str
    teaser: str
    link: str
    drawing: Markup
    verdicts: list[Verdict]
    words: str
    """What a search looks through, in lower case."""

    @property
    def unseen(self) -> str:
        """Those of the words that do not stand on the card, where js/gallery.js finds the others."""
        seen = " ".join([self.title, self.teaser, *(verdict.title for verdict in self.verdicts)]).lower()
        return " ".join(word for word in self.words.split() if word not in seen)

    def has(self, asked: str) -> bool:
        """Whether every word that is asked for is in it; js/gallery.js asks the same."""
        return all(word in self.words for word in asked.lower().split())


def result_of(experiment: Experiment) -> dict[str, Any]:
    """The answer as a page reads it."""
    return dict(orjson.loads(bytes(answer(experiment_content(experiment)).body)))


@made_once
def gallery() -> list[tuple[str, list[Card]]]:
    """Each group with its cards: all follows from the scenarios, so it is made once."""
    return [(group, [_card(each) for each in members]) for group, members in by_group()]


def _card(scenario: Scenario) -> Card:
    result = result_of(scenario.experiment)
    found = [
        Verdict(run["run"], run["findings"][0]["kind"], run["findings"][0]["title"])
        for run in result["descent"]["runs"]
    ]
    drawing = _drawing(result, slopes_too=scenario.group == GROUPS[0])
    words = _words(scenario, found)
    return Card(scenario.slug, scenario.title, scenario.teaser, scenario.link, drawing, found, words)


def _drawing(result: dict[str, Any], *, slopes_too: bool) -> Markup:
    drawn = _light(picture(result, levels=LEVELS))
    draw = templates().get_template("_picture.html").module.draw  # type: ignore[attr-defined]
    text = str(draw(drawn, None, small=True, slopes_too=slopes_too))
    return Markup("".join(line.strip() for line in text.splitlines()))


def _light(drawn: Picture) -> Picture:
    """The same picture with what shows at its size alone."""
    if isinstance(drawn, Paths):
        return drawn
    if isinstance(drawn, Map):
        levels = [level._replace(outlines=[_simple(each) for each in level.outlines]) for level in drawn.levels]
        drawn = drawn._replace(levels=levels)
    else:
        drawn = drawn._replace(
            curve=[_whole(part) for part in drawn.curve], derivative=list(map(_whole, drawn.derivative))
        )
    return drawn._replace(ways=[coarse(way) for way in drawn.ways])


def _whole(line: list[Point]) -> list[Point]:
    """A line in whole numbers, less than half a pixel off."""
    return rounded(np.round(np.array(line)))


def _simple(outline: list[Point]) -> list[Point]:
    return rounded(np.round(thinned(np.array(outline), COARSE)))


def _words(scenario: Scenario, verdicts: list[Verdict]) -> str:
    told = [scenario.title, scenario.group, scenario.teaser, *(verdict.title for verdict in verdicts)]
    named = [f"{entry.title} {entry.kind.replace('_', ' ')}" for entry in _entries(scenario.experiment)]
    return " ".join(dict.fromkeys(" ".join(told + named).lower().split()))


def _entries(experiment: Experiment) -> list[Described]:
    """Everything that the experiment chooses."""
    steps = [entry for run in experiment.runs for entry in (run.method, run.step)]
    subject = [experiment.f] if experiment.f else [experiment.loss, experiment.penalty]
    return [experiment.objective, *subject, experiment.convention, *steps]
