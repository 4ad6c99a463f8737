"""What tests of figures share: an experiment that has all of them, wild ones, and how to draw them anew."""

from urllib.parse import parse_qsl

from app.core.experiment import Experiment
from app.figures.file import draw
from app.figures.order import Order
from app.query import decode

EVERY = "objective=location&data=0,1,3,9&steps=20&run.1=subgradient&run.3=adam"
"""An experiment that has every figure."""
WILD = {
    "does not end finite": "objective=scale&data=1:2,2:4,3:6&start=0&convention=naive&run.1.step.size=0.25",
    "diverges": "loss=squared&run.1.step.size=1e6&steps=300",
    "overflows at the start": "start=1e12&precision=float16",
    "no least value": "loss=hinge&start=-3",
    "huge data": "objective=line&data=1e12:-1e12,-1e12:1e12,1:1&loss=squared&steps=10&reduction=sum",
    "tiny data": "objective=scale&data=1e-300:1,5e-324:1e-300",
    "tiny start": "start=5e-324&run.1.step.size=5e-324",
    "largest view": "objective=line&view=-1e12:1e12,-1e12:1e12&steps=10",
    "smallest view": "view=1:1.00000001",
    "a surface that is flat": "objective=line&data=0:0&steps=2&view=-1e-9:1e-9,-1e-9:1e-9",
    "one step, one sample, one class": "objective=classify&data=1:1&loss=logistic&steps=1",
    "forty weights": "objective=plane&data=" + ":".join(map(str, range(41))) + "&steps=5",
    "a function from afar": "objective=function&f=rosenbrock&start=1e12,-1e12&steps=10",
    "eight runs": "objective=line&steps=40&"
    + "&".join(f"run.{n}=adam&run.{n}.step.size=1e{n - 2}" for n in range(1, 9)),
    "no value": "objective=function&f=log(a)&start=1&view=-2:2",
    "nowhere a value": "objective=function&f=sqrt(-1-a^2)&start=1&view=-2:2",
    "a pole": "objective=function&f=1/a&start=1&view=-2:2",
}


def read(query: str) -> Experiment:
    return decode(parse_qsl(query, keep_blank_values=True))


def drawn(query: str, order: Order) -> bytes:
    """A file that is drawn anew."""
    return draw.__wrapped__(read(query), order)
