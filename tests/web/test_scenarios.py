"""Every scenario shows what it says, and every word in which it says so can fail."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from pydantic import BaseModel

from app.query import decode, encode
from app.scenarios.check import failures
from app.scenarios.expectation import Expects, Range, agrees
from app.scenarios.loader import FOLDER, by_group, read, scenarios
from app.scenarios.scenario import GROUPS

EVERY = pytest.mark.parametrize("scenario", scenarios(), ids=lambda each: each.slug)
NUMBER = re.compile(r"(?<![\w.])[−-]?\d+(?:\.\d+)?(?:e-?\d+)?")


@EVERY
def test_a_scenario_shows_what_it_expects(scenario):
    assert failures(scenario.experiment, scenario.expects) == []


@EVERY
def test_the_canonical_link_means_the_same(scenario):
    assert decode(parse_qsl(scenario.link, keep_blank_values=True)) == scenario.experiment
    assert encode(decode(parse_qsl(scenario.link))) == encode(scenario.experiment)


@EVERY
def test_every_number_of_a_story_is_in_the_link_or_is_checked(scenario):
    known = set(_numbers(scenario.expects.model_dump(exclude_unset=True)))
    known |= {float(each) for each in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", scenario.query)}
    known |= {float(each.number) for each in scenario.experiment.runs} | {float(len(scenario.experiment.data)), 0.0}
    told = [_read(each) for each in NUMBER.findall(f"{scenario.title}. {scenario.story}")]
    unknown = [number for number in told if not any(_same(abs(number), abs(other)) for other in known)]
    assert [each for each in unknown if each not in FOLLOWING.get(scenario.slug, ())] == []


FOLLOWING = {
    "heavy_ball_overshoots": (4.0,),  # the ratio of the two amplitudes
    "sum_of_kinks": (4.0, 3.0),  # 4/3
    "staircase": (2.0, 1.0),  # 2/15, 1/15 and −1 to 1
    "harmonic_steps": (80.0,),  # the ratio of the two gaps
    "half_precision_stalls": (0.25,),  # the spacing of float16 at 300
    "epsilon_is_zero": (6e-8,),  # the smallest positive float16
    "squared_converges": (0.7,),
    "quantile": (0.8, 0.9),
}
"""Numbers that follow from what is checked by arithmetic."""


def _read(text: str) -> float:
    return float(text.replace("−", "-"))


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= 5e-3 * max(abs(a), abs(b)) or f"{a:.2g}" == f"{b:.2g}"


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _numbers(each)
            yield from _numbers(key)
    elif isinstance(value, list):
        for each in value:
            yield from _numbers(each)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


def test_there_are_enough_scenarios_in_every_group():
    assert len(scenarios()) >= 16
    assert [group for group, members in by_group() if len(members) >= 2] == list(GROUPS)


def test_no_two_scenarios_share_their_link_or_their_title():
    for part in ("link", "timeless", "title"):
        assert len({getattr(each, part) for each in scenarios()}) == len(scenarios())


def _perturbed(words: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    """The same words with one of them changed, for each one that is said; nested words included."""
    for name in sorted(words.model_fields_set):
        for changed in _changed(getattr(words, name)):
            yield name, words.model_copy(update={name: changed})


def _changed(value: Any) -> Iterator[Any]:
    """Values that are each wrong in one place."""
    match value:
        case Range():
            yield Range(least=value.most + 1) if value.most < float("inf") else Range(most=value.least - 1)
        case BaseModel():
            yield from (changed for _, changed in _perturbed(value))
        case dict() | list() if value:
            yield from _changed_inside(value)
        case list():
            yield [0.017]
        case bool():
            yield not value
        case str():
            yield f"not {value}"
        case _:
            yield value + 0.017


def _changed_inside(many: dict[Any, Any] | list[Any]) -> Iterator[Any]:
    for place in many if isinstance(many, dict) else range(len(many)):
        for changed in _changed(many[place]):
            copy = many.copy()
            copy[place] = changed
            yield copy


@EVERY
def test_each_word_of_an_expectation_can_fail(scenario):
    for name, wrong in _perturbed(scenario.expects):
        said = failures(scenario.experiment, wrong)
        # The place at which something is asked cannot be wrong by itself: what is said of it can.
        assert said or _asks_elsewhere(scenario.expects, wrong), f"{name}: {wrong!r} holds as well"


def _asks_elsewhere(right: Expects, wrong: Expects) -> bool:
    return any(a.theta != b.theta for a, b in zip(right.at, wrong.at, strict=True))


def test_a_claim_about_a_missing_run_fails():
    scenario = scenarios()[0]
    claims = Expects.model_validate({"run": {7: {"finding": "optimal"}}})
    assert failures(scenario.experiment, claims) == ["run.7: there is no such run"]


def test_one_kink_too_few_fails():
    scenario = next(each for each in scenarios() if len(each.expects.kinks) > 1)
    fewer = scenario.expects.model_copy(update={"kinks": scenario.expects.kinks[1:]})
    assert failures(scenario.experiment, fewer)


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        (1.0, 1.0 + 1e-7),
        (1.0, float("nan")),
        ([1.0], [1.0, 1.0]),
        ({"a": 1.0}, {}),
        (Range(least=1), "text"),
        ("a", "b"),
    ],
    ids=str,
)
def test_what_differs_does_not_agree(wanted, got):
    assert not agrees(wanted, got)


GOOD = (FOLDER / "limit_cycle.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("title = ", "title : ", "Expected '='"),
        ("title = ", "headline = ", "headline"),
        ('group = "Oscillates"', 'group = "Hums"', "Hums"),
        ("loss=absolute", "loss=absolutely", "absolutely"),
        ("finding = ", "foundling = ", "foundling"),
        ('story = """', 'story = """"""\nother = """', "story"),
        ("order = 1", 'order = 1\nslug = "other"', "slug"),
    ],
)
def test_a_broken_file_is_an_error_that_names_it(old: str, new: str, reason: str, tmp_path: Path):
    assert old in GOOD
    path = tmp_path / "broken.toml"
    path.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(ValueError, match=r"(?is)invalid scenario broken\.toml.*" + reason):
        read(path)
