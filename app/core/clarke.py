"""Clarke's subdifferential of a piecewise smooth function: the hull of the limits of its gradients."""

import math
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.germ import Jet, jets
from app.core.hull import hull
from app.core.subdifferential import Subdifferential
from app.core.tape import Tape

FIRST = 0.1
"""The angle of the first direction that is looked at."""
INSIDE = (0.5413, 0.2172, 0.8161)
"""Where an arc of directions is probed: shares at which a direction hardly is one of a function's own."""
SAMPLES = 128
"""Directions sampled in a full circle in which the gradient's limit varies; in an arc its share, …"""
FEWEST = 32
"""… but this many."""
MOST_ARCS = 256
CLOSE = 1e-9
"""Angles closer than this are one."""


@dataclass
class _Limits:
    """The limits of the gradient that were found, and how far they may be off."""

    gradients: list[Array] = field(default_factory=list)
    rounding: float = 0.0
    sagitta: float = 0.0
    """How far the true set may bulge out between two sampled limits."""

    def add(self, jet: Jet) -> None:
        if np.isfinite(jet.gradient).all():
            self.gradients.append(jet.gradient)
            self.rounding = max(self.rounding, jet.rounding)

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
    without containing a ray from it are not seen; a convex F needs none of them.

    Raises:
        ValueError: for more than two parameters.
    """
    point, limits = np.array(theta), _Limits()
    if len(theta) == 1:
        for way in (-1.0, 1.0):
            limits.add(jets(tape, point, np.array([way]))[-1])
    elif len(theta) == 2:
        _walk_round(tape, point, limits)
    else:
        raise ValueError(f"invalid point of {len(theta)} parameters: one or two are allowed")
    if not limits.gradients:  # powers along the rays underflow nearer to a kink than the gradient itself does
        plain = tape.gradient(point[None])[0]
        limits.gradients += [plain] if np.isfinite(plain).all() else []
    return _hull(limits)


def _walk_round(tape: Tape, point: Array, limits: _Limits) -> None:
    """Split the circle of directions at the switches' own, until the sectors have none inside."""
    lines = jets(tape, point, _direction(FIRST))
    switches = _active(tape, lines)
    if not switches:
        limits.add(lines[-1])
        return
    cuts = _cuts(switches, FIRST, FIRST + 2 * math.pi)
    ends = [*cuts, cuts[0] + 2 * math.pi] if cuts else [FIRST, FIRST + 2 * math.pi]
    arcs, seen = list(pairwise(ends)), 0
    while arcs and seen < MOST_ARCS:
        arcs += _split(tape, point, limits, *arcs.pop())
        seen += 1
    for low, high in arcs:
        limits.add(jets(tape, point, _direction((low + high) / 2))[-1])


def _split(tape: Tape, point: Array, limits: _Limits, low: float, high: float) -> list[tuple[float, float]]:
    """The parts of an arc that some switch splits; of one that none does, the limits are noted."""
    probes = [jets(tape, point, _direction(low + INSIDE[0] * (high - low)))]
    switches = _active(tape, probes[0])
    bends = any(switch.bends for switch in switches)
    if bends:
        probes += [jets(tape, point, _direction(low + share * (high - low))) for share in INSIDE[1:]]
        switches = [switch for lines in probes for switch in _active(tape, lines)]
    cuts = _cuts(switches, low, high)
    if cuts:
        return list(pairwise([low, *cuts, high]))
    if bends and not _is_one_piece(probes, switches):
        _sample(tape, point, limits, low, high)
    else:
        limits.add(probes[0][-1])
    return []


def _direction(angle: float) -> Array:
    return np.array([math.cos(angle), math.sin(angle)])


class _Switch(NamedTuple):
    """A switch that is 0 at the point, and not all along the ray."""

    gradient: Array
    rises: bool
    """Whether it grows with the first power of t."""
    bends: bool
    """Whether gradients near its zeros may depend on more than its sign."""


def _active(tape: Tape, lines: list[Jet]) -> list[_Switch]:
    found = []
    for line, (primitive, operands, _) in zip(lines, tape.operations, strict=True):
        for jet in primitive.switches(line, *(lines[i] for i in operands)):
            if jet.value.lead > 0 and not all(partial.is_zero for partial in jet.partials):
                flat = not jet.gradient.any()
                found.append(_Switch(jet.gradient, jet.value.lead <= 1, primitive.bends or flat))
    return found


def _cuts(switches: list[_Switch], low: float, high: float) -> list[float]:
    """The angles inside an arc at which an active switch vanishes to first order."""
    cuts: list[float] = []
    for (u, v), _, bends in switches:
        if bends or not math.isfinite(u + v):
            continue
        for angle in (math.atan2(u, -v), math.atan2(-u, v)):
            turned = low + (angle - low) % (2 * math.pi)
            if low + CLOSE < turned < high - CLOSE and all(abs(turned - cut) > CLOSE for cut in cuts):
                cuts.append(turned)
    return sorted(cuts)


def _is_one_piece(probes: list[list[Jet]], switches: list[_Switch]) -> bool:
    """Whether the gradient tends to the same limit from all over the arc, and no switch has its zeros there."""
    limits = np.array([lines[-1].gradient for lines in probes])
    if not np.isfinite(limits).all() or np.ptp(limits, axis=0).max() > 1e-10 * max(1.0, float(np.abs(limits).max())):
        return False
    return all(switch.rises for switch in switches)


def _sample(tape: Tape, point: Array, limits: _Limits, low: float, high: float) -> None:
    samples = max(FEWEST, math.ceil(SAMPLES * (high - low) / (2 * math.pi)))
    angles = low + (high - low) * (np.arange(samples) + 0.5) / samples
    before = len(limits.gradients)
    for angle in angles.tolist():
        limits.add(jets(tape, point, _direction(angle))[-1])
    found = np.array(limits.gradients[before:]).reshape(-1, 2)
    chords = np.linalg.norm(np.diff(found, axis=0), axis=1)
    # Between two limits whose direction differs by φ the boundary bulges by a quarter of chord·φ at the most, …
    turn = (high - low) / samples
    smooth = chords[chords <= 4 * float(np.median(chords))] if len(chords) else chords
    limits.sagitta = max(limits.sagitta, float(smooth.max(initial=0.0)) * turn / 4)


def _hull(limits: _Limits) -> Subdifferential:
    if not limits.gradients:
        raise ArithmeticError("missing limits of the gradient: it is infinite or undefined all around")
    points = np.array(limits.gradients) + 0.0
    if points.shape[1] == 1:
        low, high = float(points.min()), float(points.max())
        corners = np.array([[low], [high]]) if high - low > 2 * limits.tolerance else points[:1]
    else:
        corners = hull(points, 4 * limits.rounding + 1e-13 * float(np.abs(points).max()))
    kind = {1: "point", 2: "interval"}.get(len(corners), "polygon")
    return Subdifferential(kind, corners, limits.tolerance)  # type: ignore[arg-type]  # one of the three
