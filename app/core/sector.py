"""The directions around a point in two parameters, parted where some switch of a function changes its sign."""

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.germ import Jet, jets
from app.core.tape import Tape

FIRST = 0.1
"""The angle of the first direction that is looked at."""
INSIDE = (0.5413, 0.2172, 0.8161)
"""Where an arc of directions is probed: shares at which a direction hardly is one of a function's own."""
MOST_ARCS, FEWEST_ARCS = 256, 16
MOST_LINES = 20_000
"""Lines that are followed while arcs are split: of long tapes, fewer arcs are."""
CLOSE = 1e-9
"""Angles closer than this are one."""
Arc = tuple[float, float]


class Sector(NamedTuple):
    """The directions between two angles, from all of which the gradient has one limit, or none in common."""

    low: float
    high: float
    limit: Jet | None
    """None where the limit turns with the direction."""


def sectors(tape: Tape, point: Array) -> list[Sector]:
    """The circle of directions split at the switches' own, until the sectors have none inside."""
    lines = jets(tape, point, direction(FIRST))
    switches = _active(tape, lines)
    if not switches:
        return [Sector(FIRST, FIRST + 2 * math.pi, lines[-1])]
    cuts = _cuts(switches, FIRST, FIRST + 2 * math.pi)
    ends = [*cuts, cuts[0] + 2 * math.pi] if cuts else [FIRST, FIRST + 2 * math.pi]
    arcs = list(pairwise(ends))
    found: list[Sector] = []
    for _ in range(min(MOST_ARCS, max(FEWEST_ARCS, MOST_LINES // len(tape.operations)))):
        if not arcs:
            return found
        parts = _split(tape, point, *arcs.pop())
        arcs += [part for part in parts if not isinstance(part, Sector)]
        found += [part for part in parts if isinstance(part, Sector)]
    return found + [Sector(low, high, jets(tape, point, direction((low + high) / 2))[-1]) for low, high in arcs]


def _split(tape: Tape, point: Array, low: float, high: float) -> list[Arc] | list[Sector]:
    """The parts of an arc that some switch splits; of one that none does, the sector."""
    probes = [jets(tape, point, direction(low + INSIDE[0] * (high - low)))]
    switches = _active(tape, probes[0])
    bends = any(switch.bends for switch in switches)
    if bends:
        probes += [jets(tape, point, direction(low + share * (high - low))) for share in INSIDE[1:]]
        switches = [switch for lines in probes for switch in _active(tape, lines)]
    cuts = _cuts(switches, low, high)
    if cuts:
        return list(pairwise([low, *cuts, high]))
    return [Sector(low, high, None if bends and not _is_one_piece(probes, switches) else probes[0][-1])]


def direction(angle: float) -> Array:
    """The unit vector of an angle."""
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
