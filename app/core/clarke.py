"""Clarke's subdifferential of a piecewise smooth function: the hull of the limits of its gradients."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np

from app.core.arrays import Array
from app.core.germ import jets
from app.core.hull import hull
from app.core.sector import CLOSE, FIRST, Arc, Sector, direction, sectors
from app.core.subdifferential import Subdifferential
from app.core.tape import Tape

SAMPLES = 128
"""Directions sampled in a full circle in which the gradient's limit varies; in an arc its share, …"""
FEWEST = 32
"""… but this many."""
MOST_LINES = 10_000
"""Lines of tapes that are followed along all directions of an arc together."""


@dataclass
class _Limits:
    """The limits of the gradient that were found, and how far they may be off."""

    gradients: list[Array] = field(default_factory=list)
    rounding: float = 0.0
    sagitta: float = 0.0
    """How far the true set may bulge out between two sampled limits."""

    def add(self, gradient: Array, rounding: float) -> None:
        if np.isfinite(gradient).all():
            self.gradients.append(gradient)
            self.rounding = max(self.rounding, rounding)

    def shared(self, rest: Array, count: int) -> "_Limits":
        """Of a mean, of whose terms all others have the gradients that add up to the rest."""
        blur = float(np.finfo(float).eps * np.abs(rest).max()) * (count > 1)
        gradients = [(gradient + rest) / count for gradient in self.gradients]
        return _Limits(gradients, (self.rounding + blur) / count, self.sagitta / count)

    @property
    def tolerance(self) -> float:
        size = max((float(np.abs(g).max()) for g in self.gradients), default=0.0)
        return 4 * self.rounding + 8 * float(np.finfo(float).eps) * size + self.sagitta


@lru_cache(maxsize=256)
def clarke(tape: Tape, theta: tuple[float, ...]) -> Subdifferential:
    r"""Clarke's \(\partial F(\theta) = \operatorname{conv}\{\lim \nabla F(\theta_j) : \theta_j \to \theta\}\).

    For a convex F it is the convex subdifferential (Clarke 1975). It is exact where the gradient has one limit in
    each sector of directions. Where it turns with the direction, as at the centre of a norm, directions are
    sampled, 128 in a full circle, and the tolerance covers what lies between. Regions that touch the point
    without containing a ray from it are not seen; a convex F needs none of them. Where the gradient is infinite or
    undefined all around, the set is a point that is no number.

    Raises:
        ValueError: for more than two parameters.
    """
    return clarke_of_mean([tape], np.array(theta), np.zeros(len(theta)), 1)


def clarke_of_mean(tapes: Sequence[Tape], point: Array, rest: Array, count: int) -> Subdifferential:
    """The same of a mean.

    All of its terms count at once: where two of them have kinks at the point, the limits of their gradients from the
    same directions are added.

    Args:
        tapes: the terms that are not smooth at the point.
        point: where.
        rest: what the gradients of all other terms add up to.
        count: how many terms there are in all.

    Raises:
        ValueError: for more than two parameters.
    """
    limits = _Limits()
    if len(point) == 1:
        for way in (-1.0, 1.0):
            limits.add(*_total(tapes, point, np.array([way])))
    elif len(point) == 2:
        _walk_round(tapes, point, limits)
    else:
        raise ValueError(f"invalid point of {len(point)} parameters: one or two are allowed")
    if not limits.gradients:  # powers along the rays underflow nearer to a kink than the gradient itself does
        limits.add(sum((tape.gradient(point[None])[0] for tape in tapes), np.zeros(len(point))), 0.0)
    return _hull(limits.shared(rest, count), len(point))


def _total(tapes: Sequence[Tape], point: Array, way: Array) -> tuple[Array, float]:
    """The limit of the sum of gradients along a ray, and how far rounding may have put it."""
    found = [jets(tape, point, way)[-1] for tape in tapes]
    return sum((jet.gradient for jet in found), np.zeros(len(point))), sum(jet.rounding for jet in found)


def _walk_round(tapes: Sequence[Tape], point: Array, limits: _Limits) -> None:
    """The limits of the sum in the sectors that all terms have in common."""
    parted = [sorted(sectors(tape, point), key=lambda sector: sector.low) for tape in tapes]
    arcs = _common([sector for parts in parted for sector in parts])
    middles = np.array([(low + high) / 2 for low, high in arcs])
    total, rounding = np.zeros((len(arcs), 2)), np.zeros(len(arcs))
    turning: list[list[Tape]] = [[] for _ in arcs]
    for tape, parts in zip(tapes, parted, strict=True):
        lows = np.array([sector.low for sector in parts])
        inside = np.searchsorted(lows, lows[0] + (middles - lows[0]) % (2 * math.pi), side="right") - 1
        total += np.array([np.zeros(2) if part.limit is None else part.limit.gradient for part in parts])[inside]
        rounding += np.array([0.0 if part.limit is None else part.limit.rounding for part in parts])[inside]
        for k in np.flatnonzero(np.array([part.limit is None for part in parts])[inside]).tolist():
            turning[k].append(tape)
    for arc, steady, blur, tapes_of_arc in zip(arcs, total, rounding.tolist(), turning, strict=True):
        if tapes_of_arc:
            _sample(tapes_of_arc, point, limits, arc, (steady, blur))
        else:
            limits.add(steady, blur)


def _common(parts: list[Sector]) -> list[Arc]:
    """The arcs between the ends of all sectors."""
    split = [part for part in parts if part.high - part.low < 2 * math.pi - CLOSE]
    angles = sorted(FIRST + (end - FIRST) % (2 * math.pi) for part in split for end in (part.low, part.high))
    ends = [angle for i, angle in enumerate(angles) if i == 0 or angle - angles[i - 1] > CLOSE]
    return list(pairwise([*ends, ends[0] + 2 * math.pi])) if ends else [(FIRST, FIRST + 2 * math.pi)]


def _sample(tapes: Sequence[Tape], point: Array, limits: _Limits, arc: Arc, steady: tuple[Array, float]) -> None:
    """The limits from some directions of an arc, where those of some terms turn, beside what is steady there."""
    low, high = arc
    wanted = max(FEWEST, math.ceil(SAMPLES * (high - low) / (2 * math.pi)))
    samples = max(2, min(wanted, MOST_LINES // sum(len(tape.operations) for tape in tapes)))
    angles = low + (high - low) * (np.arange(samples) + 0.5) / samples
    before = len(limits.gradients)
    for angle in angles.tolist():
        gradient, rounding = _total(tapes, point, direction(angle))
        limits.add(gradient + steady[0], rounding + steady[1])
    found = np.array(limits.gradients[before:]).reshape(-1, 2)
    chords = np.linalg.norm(np.diff(found, axis=0), axis=1)
    # Between two limits whose direction differs by φ the boundary bulges by a quarter of chord·φ at the most, …
    turn = (high - low) / samples
    smooth = chords[chords <= 4 * float(np.median(chords))] if len(chords) else chords
    limits.sagitta = max(limits.sagitta, float(smooth.max(initial=0.0)) * turn / 4)


def _hull(limits: _Limits, parameters: int) -> Subdifferential:
    if not limits.gradients:
        return Subdifferential("point", np.full((1, parameters), np.nan), 0.0)
    points = np.array(limits.gradients) + 0.0
    if points.shape[1] == 1:
        low, high = float(points.min()), float(points.max())
        corners = np.array([[low], [high]]) if high - low > 2 * limits.tolerance else points[:1]
    else:
        corners = hull(points, 4 * limits.rounding + 1e-13 * float(np.abs(points).max()))
    kind = {1: "point", 2: "interval"}.get(len(corners), "polygon")
    return Subdifferential(kind, corners, limits.tolerance)  # type: ignore[arg-type]  # one of the three
