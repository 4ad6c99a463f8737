"""Links of every kind, for tests that need some."""

from app.core.catalogue import CONVENTIONS, FUNCTIONS, LOSSES, METHODS, OBJECTIVES, PENALTIES, STEP_RULES
from app.core.limits import MOST_RUNS
from app.link_reader import InvalidLink
from app.query import decode

LINKS = {
    "default": "",
    "two runs": "steps=30&run.1.step.size=0.3&run.4=adam&run.4.step=inverse_sqrt&run.4.step.size=0.1",
    "dies on the kink": "objective=scale&data=1:2,2:4,3:6&start=0&convention=naive&run.1.step.size=0.25",
    "diverges": "loss=squared&run.1.step.size=1e6&steps=300",
    "flat": "objective=location&data=0,1,3,9&start=-2",
    "line": "objective=line&data=0:1,1:2,2:2,3:4&run.1=subgradient&run.2=proximal_point&steps=20",
    "line in half precision": "objective=line&precision=float16&loss=quantile&loss.tau=0.9&view=-1:4,-2:6",
    "unbounded below": "loss=hinge&start=-3",
    "window and frame": "view=-3:3&frame=17",
    "penalised plane": "objective=plane&penalty=elastic_net&loss=squared&steps=20",
    "five weights": "objective=plane&data=1:2:3:4:5:6,2:0:1:0:1:3&steps=20&penalty=l1&run.2=proximal_gradient",
    "two classes": "objective=classify&penalty=l2&steps=20",
    "not convex": "objective=location&data=0,0.5,9&loss=tukey&loss.scale=2&start=9&steps=20",
    "function": "objective=function&f=wolfe&steps=20&run.1=wolfe_search&run.2=armijo",
    "minibatches": "objective=scale&batch=2&seed=5&run.1=subgradient&run.2=adam",
    "random": "convention=random&seed=7&objective=scale&data=1:0,2:0,0:0",
}
CHOICES = {
    "objective": OBJECTIVES,
    "f": FUNCTIONS,
    "loss": LOSSES,
    "penalty": PENALTIES,
    "convention": CONVENTIONS,
    "run.1": METHODS,
    "run.1.step": STEP_RULES,
}
"""The keys of a link that choose an entry."""
EVERY_CHOICE = [(key, kind) for key, registry in CHOICES.items() for kind in registry]
SETTINGS = ("", "objective=function", "objective=function&f=geometric_median", "run.1=smoothed")
"""What some entries need beside them."""


def opens(query: str) -> bool:
    """Whether a link decodes."""
    try:
        decode(tuple(pair.split("=", 1)) for pair in query.split("&") if pair)
    except InvalidLink:
        return False
    return True


def choosing(key: str, kind: str) -> str:
    """A link that chooses an entry, in the first setting in which it can be chosen."""
    links = (f"{setting}&{key}={kind}".strip("&") for setting in SETTINGS)
    return next(link for link in links if opens(link))


def races(setting: str = "") -> list[str]:
    """Links of eight runs each, which between them make every run that fits the setting."""
    kinds = [kind for kind in METHODS if opens(f"{setting}&run.1={kind}")]
    groups = [kinds[i : i + MOST_RUNS] for i in range(0, len(kinds), MOST_RUNS)]
    runs = ["&".join(f"run.{n}={kind}" for n, kind in enumerate(group, 1)) for group in groups]
    return [f"{each}&{setting}".strip("&") for each in runs]
