"""Formulas on which rounding, limits and searches go astray, with what is true of them, by hand.

Each has its set of minimisers — kind, points, least value —, its kinks in (−4.3, 4), and its gaps there.
"""

import math

INF, PI, E = math.inf, math.pi, math.e
LOW, HIGH = -4.3, 4.0
TOO_FAR = (1024 * math.log(2)) ** -0.5
"""Nearer to 0, exp(1/a²) is beyond the largest number."""
NONE: list[float] = []
OPEN = False
"""Not proved to be all that there is."""

TRUTHS = {
    # formula: kind, points, value; kinks; gaps as (low, high)
    # infima that are approached only
    "exp(-abs(a))": (("none", NONE, 0), [(0, "concave")], []),
    "1/(1 + abs(a))": (("none", NONE, 0), [(0, "concave")], []),
    "5 - tanh(a)^2": (("none", NONE, 4), [], []),
    "exp(-a^2) + 2": (("none", NONE, 2), [], []),
    "-1/(1 + exp(-a))": (("none", NONE, -1), [], []),
    "exp(-exp(a))": (("none", NONE, 0), [], []),
    "tanh(1000*a)": (("none", NONE, -1), [], []),
    "1/(a^2 + 1)^32": (("none", NONE, 0), [], []),
    "abs(tanh(a) + 1)": (("none", NONE, 0), [], []),
    "exp(1/a^2)": (("none", NONE, 1), [(0, "pole")], [(-TOO_FAR, TOO_FAR)]),
    "a/(1 + abs(a))": (("none", NONE, -1, OPEN), [(0, "curvature")], []),
    "(1 + 1/a^2)^2": (("none", NONE, 1), [(0, "pole")], [(0, 0)]),
    # falls without end
    "1/a^3": (("none", NONE, -INF), [(0, "pole")], [(0, 0)]),
    "log(abs(a))": (("none", NONE, -INF), [(0, "pole")], [(0, 0)]),
    "a - exp(a)": (("none", NONE, -INF), [], []),
    "-exp(1/a)": (("none", NONE, -INF), [(0, "pole")], [(0, 0)]),
    "-abs(a - 1)^-0.5": (("none", NONE, -INF), [(1, "pole")], [(1, 1)]),
    "a*exp(1/a)": (("none", NONE, -INF), [(0, "pole")], [(0, 0)]),
    "1/(a - 1) - 1/(a + 1)": (("none", NONE, -INF), [(-1, "pole"), (1, "pole")], [(-1, -1), (1, 1)]),
    "-sqrt(abs(a))": (("none", NONE, -INF), [(0, "cusp")], []),
    # holes and values apart
    "(a^2 - 1)/(a - 1)": (("none", NONE, -INF), [(1, "isolated")], [(1, 1)]),
    "a^3/a": (("none", NONE, 0), [(0, "isolated")], [(0, 0)]),
    "abs(a)/a": (("interval", [-INF, 0], -1, OPEN), [(0, "jump")], [(0, 0)]),
    "sin(a)^2/a^2 + a^2": (("none", NONE, 1, OPEN), [(0, "isolated")], [(0, 0)]),
    "abs(sign(a))*3 - 1": (("point", [0], -1), [(0, "isolated")], []),
    "1 - abs(sign(a - 2))": (("interval", [-INF, 2], 0, OPEN), [(2, "isolated")], []),
    "exp(-1/a^2) + a^2": (("none", NONE, 0), [(0, "isolated")], [(0, 0)]),
    "where(a^2 > 0, exp(-1/a^2), 0)": (("point", [0], 0), [(0, "removable")], []),
    # jumps
    "where(a < 0, a + 1, a^2)": (("none", NONE, -INF), [(0, "jump")], []),
    "where(a <= 0, a^2, 1 + a)": (("point", [0], 0), [(0, "jump")], []),
    "where(a < 0, a^2, 1 + a)": (("none", NONE, 0), [(0, "jump")], []),
    "where(a < 1, (a - 2)^2, 3 + a)": (("none", NONE, 1), [(1, "jump")], []),
    "where(a <= 1, (a - 2)^2, 3 + a)": (("point", [1], 1), [(1, "jump")], []),
    "sign(a)*a": (("point", [0], 0), [(0, "convex")], []),
    "sign(a - 0.1) + sign(a - 0.3)": (("interval", [-INF, 0.1], -2), [(0.1, "jump"), (0.3, "jump")], []),
    "tanh(1/(a - 1)) + 1": (("none", NONE, 0), [(1, "jump")], [(1, 1)]),
    "abs(a) + 1/(1 + exp(1/a))": (("none", NONE, 0), [(0, "jump")], [(0, 0)]),
    # cusps
    "abs(a)^0.5": (("point", [0], 0), [(0, "cusp")], []),
    "abs(a - 1)^(2/3) + abs(a + 1)^(2/3)": (("points", [-1, 1], 2 ** (2 / 3)), [(-1, "cusp"), (1, "cusp")], []),
    "sqrt(abs(a^2 - 1))": (("points", [-1, 1], 0), [(-1, "cusp"), (1, "cusp")], []),
    "abs(a)^1.5": (("point", [0], 0), [(0, "curvature")], []),
    # ends of the domain
    "sqrt(a) - a/2": (("none", NONE, -INF), [(0, "cusp")], [(LOW, 0)]),
    "sqrt(1 - a^2)": (("points", [-1, 1], 0), [(-1, "cusp"), (1, "cusp")], [(LOW, -1), (1, HIGH)]),
    "-sqrt(1 - a^2)": (("point", [0], -1), [(-1, "cusp"), (1, "cusp")], [(LOW, -1), (1, HIGH)]),
    "a - log(a)": (("point", [1], 1), [(0, "pole")], [(LOW, 0)]),
    "log(a)^2": (("point", [1], 0), [(0, "pole")], [(LOW, 0)]),
    "a^2*log(abs(a))": (("points", [-math.exp(-0.5), math.exp(-0.5)], -1 / (2 * E)), [(0, "isolated")], [(0, 0)]),
    "exp(a*log(a))": (("point", [1 / E], math.exp(-1 / E)), [(0, "cusp")], [(LOW, 0)]),
    "log(1 + exp(-a))": (("none", NONE, 0), [], []),
    # what overflows or cancels
    "exp(a)*exp(-a)": (("interval", [-INF, INF], 1, OPEN), [], []),
    "abs(a - 1e-9) + abs(a + 1e-9)": (("interval", [-1e-9, 1e-9], 2e-9), [(-1e-9, "convex"), (1e-9, "convex")], []),
    "1e12*abs(a) + 1": (("point", [0], 1), [(0, "convex")], []),
    "1e-12*abs(a - 3)": (("point", [3], 0), [(3, "convex")], []),
    "(a - 1)*(a - 1) - (a^2 - 2*a + 1) + abs(a)": (("point", [0], 0, OPEN), [(0, "convex")], []),
    "exp(710 + a^2)": (("none", NONE, INF, OPEN), [], [(LOW, HIGH)]),
    "abs(a^64 - 1)": (("points", [-1, 1], 0), [(-1, "convex"), (1, "convex")], []),
    "abs(abs(a) - 1e-7)": (("points", [-1e-7, 1e-7], 0), [(-1e-7, "convex"), (0, "concave"), (1e-7, "convex")], []),
    # waves
    "sin(a) + 1.1": (("points", None, 0.1, OPEN), [], []),
    "abs(sin(a)) + abs(a)/10": (("point", [0], 0), [(-PI, "convex"), (0, "convex"), (PI, "convex")], []),
    "abs(cos(a)) + abs(a)": (("point", [0], 1), [(-PI / 2, "convex"), (0, "convex"), (PI / 2, "convex")], []),
    "a^2 - 3*cos(9*a)": (("point", [0], -3), [], []),
    "a*sin(1/a) + abs(a)": (("points", None, 0, OPEN), [(0, "isolated")], [(0, 0)]),
    "sin(1/a)^2 + a^2/1000": (None, [], [(0, 0)]),
    "sin(1e6*a) + abs(a)": (
        ("point", [-math.acos(1e-6) / 1e6], math.acos(1e-6) / 1e6 - math.sin(math.acos(1e-6))),
        [(0, "convex")],
        [],
    ),
}
"""What is OPEN is not proved: the answer says so. A None is not named: there are very many, or nothing is proved."""
