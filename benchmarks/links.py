"""Links of every kind that is computed differently, small and large."""

from urllib.parse import parse_qsl

import numpy as np

from app.core.catalogue import OBJECTIVES
from app.cost import is_too_much
from app.query import decode

KINDS = ("subgradient", "adam", "heavy_ball", "rmsprop")


def data(samples: int, columns: int = 2, *, labels: bool = False) -> str:
    """Samples of a normal distribution; their last column −1 or 1 where they are of two classes."""
    points = np.random.default_rng(0).normal(size=(samples, columns)).round(3)
    if labels:
        points[:, -1] = np.where(points[:, -1] < 0, -1, 1)
    return ",".join(":".join(f"{x:g}" for x in row) for row in points)


def runs(count: int, *kinds: str) -> str:
    """So many runs, of these methods in turn."""
    named = kinds or KINDS
    return "".join(f"&run.{i}={named[(i - 1) % len(named)]}" for i in range(1, count + 1))


def longest(link: str) -> str:
    """The link with as many steps as it may have."""
    fewest, most = 1, 10_000
    while fewest < most:
        middle = (fewest + most + 1) // 2
        if is_too_much(decode(parse_qsl(f"{link}&steps={middle}"))):
            most = middle - 1
        else:
            fewest = middle
    return f"{link}&steps={fewest}"


def formula(text: str, more: str = "") -> str:
    """A function of one's own."""
    return f"objective=function&f={text.replace('+', '%2B')}{more}"


PLAIN = {
    **{f"objective {kind}": f"objective={kind}" for kind in OBJECTIVES},
    "|θ|, 300 steps": "steps=300",
    "|θ|, 8 runs × 2,000 steps": "steps=2000" + runs(8),
    "line, 4 runs × 300 steps": "objective=line&steps=300" + runs(4),
    "line, half precision": "objective=line&precision=float16&steps=500" + runs(2),
    "line, random at kinks": "objective=line&convention=random&steps=500",
    "line, shortest slope at kinks": "objective=line&convention=minimum_norm&steps=300",
    "line, a penalty": "objective=line&penalty=l1",
    "plane, the lasso": "objective=plane&loss=squared&penalty=l1&reduction=sum",
    "classify, logistic": "objective=classify&loss=logistic&steps=300",
}
SAMPLED = {
    **{f"location, {n:,} samples": f"objective=location&data={data(n, 1)}" for n in (100, 1000)},
    "scale, 1,000 samples": f"objective=scale&data={data(1000)}",
    **{f"line, {n:,} samples": f"objective=line&data={data(n)}" for n in (100, 1000)},
    "line, 1,000 samples, squared": f"objective=line&data={data(1000)}&loss=squared",
    "line, 1,000 samples, Huber": f"objective=line&data={data(1000)}&loss=huber",
    "line, 1,000 samples, log cosh": f"objective=line&data={data(1000)}&loss=log_cosh",
    "plane of 2, 1,000 samples": f"objective=plane&data={data(1000, 3)}",
    "plane of 5, 500 samples": f"objective=plane&data={data(500, 6)}",
    "classify, 1,000 samples": f"objective=classify&data={data(1000, labels=True)}",
    "minibatches of 16": f"objective=line&data={data(200)}&batch=16&steps=1000" + runs(2, "subgradient", "adam"),
    "minibatches of 1, one parameter": f"objective=scale&data={data(100)}&batch=1&steps=2000",
}
NOT_CONVEX = {
    **{f"location, {kind}": f"objective=location&loss={kind}" for kind in ("tukey", "cauchy", "truncated")},
    "location, Tukey, 300 samples": f"objective=location&data={data(300, 1)}&loss=tukey",
    "scale, Welsch, 200 samples": f"objective=scale&data={data(200)}&loss=welsch",
    "line, Cauchy": "objective=line&loss=cauchy",
    "line, Tukey": "objective=line&loss=tukey",
    "line, Cauchy, 200 samples": f"objective=line&data={data(200)}&loss=cauchy",
    "line, the root of |r|, 20 samples": f"objective=line&data={data(20)}&loss=power&loss.power=0.5",
}
FORMULAS = {
    "named: Wolfe's": "objective=function&f=wolfe",
    "named: the median in the plane": "objective=function&f=geometric_median",
    "named: weighted": "objective=function&f=weighted_absolute&steps=1000" + runs(4),
    "formula in a": formula("abs(a)+a^2"),
    "formula in a, curved": formula("abs(a^3-a)+exp(-a^2)+abs(a-1)"),
    "formula in a and b": formula("abs(a)+10*abs(b)"),
    "formula in a and b, curved": formula("abs(a^2-b)+abs(sin(a)+b)+0.1*b^2"),
    "formula with max": formula("max(abs(a-b),a^2,b+1)", "&steps=500" + runs(2)),
    "formula with data": formula("abs(a*x-y)", f"&data={data(30)}"),
    "formula with data, two": formula("abs(a*x+b-y)", f"&data={data(30)}"),
    "formula with data, 100": formula("huber(a*x-y)", f"&data={data(100)}"),
}
METHODS = {
    "implicit, one parameter": "run.1=proximal_point&steps=500",
    "implicit, scale of 100": f"objective=scale&data={data(100)}&run.1=proximal_point&steps=200",
    "implicit, line": "objective=line&run.1=proximal_point&steps=300",
    "implicit, line of 100": f"objective=line&data={data(100)}&run.1=proximal_point&steps=100",
    "splitting": "objective=line&steps=500" + runs(2, "admm", "chambolle_pock"),
    "proximal gradient": "objective=plane&loss=squared&penalty=l1&steps=500&run.1=proximal_gradient",
    "cutting planes": "objective=line&steps=60&run.1=cutting_planes",
    "reweighted": "objective=line&steps=300&run.1=irls",
    "quasi-Newton by SciPy": "objective=line&steps=200" + runs(2, "scipy_bfgs", "nelder_mead"),
    "line searches": "objective=function&f=wolfe&steps=300" + runs(2, "wolfe_search", "armijo"),
    "coordinate descent": "objective=line&steps=300&run.1=coordinate_descent",
}
LARGEST = {
    "as long as admitted: |θ| × 8": "steps=10000" + runs(8, "adam"),
    "as long as admitted: line × 8": longest("objective=line" + runs(8)),
    "as long as admitted: line of 1,000 × 8": longest(f"objective=line&data={data(1000)}" + runs(8, "adam")),
    "as long as admitted: implicit": longest("objective=line&run.1=proximal_point"),
    "as long as admitted: formula": longest(formula("abs(a*x+b-y)+abs(sin(a))", f"&data={data(20)}") + runs(4)),
    "as long as admitted: shortest slope": longest("objective=line&convention=minimum_norm" + runs(4)),
}
LINKS = PLAIN | SAMPLED | NOT_CONVEX | FORMULAS | METHODS | LARGEST
SMOOTHED = {
    "Fair, 5 samples": "objective=location&data=0,1,2,10,50&loss=fair",
    "smooth L1, 100 samples": f"objective=location&data={data(100, 1)}&loss=smooth_l1",
    "Charbonnier, 1,000 samples": f"objective=location&data={data(1000, 1)}&loss=charbonnier",
}
FITTED = {
    "three of a location": "objective=location&data=0,1,2,10,50",
    "three of a line, 1,000 samples": f"objective=line&data={data(1000)}",
    "six of a line, not convex": "objective=line&losses=tukey,cauchy,welsch,squared,absolute,huber",
    "three of two classes": "objective=classify&losses=hinge,logistic,squared",
}
SIZES = ",".join(f"{i / 30:.3f}" for i in range(1, 31))
SWEPT = {
    "30 step sizes": f"objective=line&steps=200&key=run.1.step.size&values={SIZES}",
    "30 step sizes, 4 runs": f"objective=line&steps=200{runs(4)}&key=run.1.step.size&values={SIZES}",
    "10 Huber losses": "objective=location&loss=huber&key=loss.delta&values=1,2,3,4,5,6,7,8,9,10",
}
TABLE = data(1000).replace(":", ";").replace(",", "\n")
