"""Links of every kind, for tests that need some."""

from app.core.catalogue import CONVENTIONS, LOSSES, METHODS, OBJECTIVES, STEP_RULES

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
    "random": "convention=random&seed=7&objective=scale&data=1:0,2:0,0:0",
}
CHOICES = {
    "objective": OBJECTIVES,
    "loss": LOSSES,
    "convention": CONVENTIONS,
    "run.1": METHODS,
    "run.1.step": STEP_RULES,
}
"""The keys of a link that choose an entry."""
EVERY_CHOICE = [(key, kind) for key, registry in CHOICES.items() for kind in registry]
