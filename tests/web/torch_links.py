"""Links whose PyTorch scripts are recorded, and their texts."""

import hashlib
from urllib.parse import parse_qsl, quote

from app.program.torch_script import torch_flaw, torch_script
from app.query import decode

ADDRESS = "https://lab.example"
KINDS = "subgradient heavy_ball nesterov adagrad adadelta rmsprop adam adamax"
OPTIM = "".join(f"&run.{n}={kind}" for n, kind in enumerate(KINDS.split(), 1))
MORE = "&run.1=adamw&run.2=amsgrad&run.3=nadam&run.4=radam&run.5=rprop"
LINKS = (
    f"start=-1&steps=40{OPTIM}",
    f"objective=scale&data=1:2,2:1,3:4&reduction=sum&steps=40{MORE}",
    "objective=line&loss=huber&steps=40&run.1=adam&run.1.step=inverse_sqrt&run.2=subgradient&run.2.step=geometric",
    "objective=line&loss=smooth_l1&loss.delta=0.5&steps=30&run.1=nesterov&run.1.step.size=0.02",
    "objective=classify&steps=30&penalty=l2",
    "objective=classify&loss=squared_hinge&steps=30&penalty=elastic_net",
    "objective=classify&loss=logistic&steps=30&run.1=adam&run.2=lion",
    "objective=classify&loss=perceptron&steps=30&start=0.5,-0.5",
    "objective=plane&loss=squared&penalty=l1&penalty.weight=1&steps=30&run.1.step.size=0.1",
    "objective=location&loss=epsilon_insensitive&steps=30&run.1=adam",
    "objective=location&data=0,1,3,9&loss=quantile&steps=30&run.1=subgradient&run.2=rmsprop",
    "objective=location&data=0,0.5,9&loss=tukey&loss.scale=2&start=9&steps=20&run.1=sign&run.2=adam",
    "objective=location&loss=barron&loss.alpha=-1&steps=30&run.1=averaged",
    "convention=right&start=1&steps=20&run.1.step.size=0.25",
    "convention=left&objective=location&data=0,1,2&start=-2&steps=20&run.1.step.size=0.5&run.2=adam",
    "convention=midpoint&loss=quantile&start=-2&steps=20&run.1.step.size=0.5",
    "convention=naive&objective=scale&data=1:2,2:4,3:6&start=0&run.1.step.size=0.25",
    "convention=epsilon&objective=line&penalty=l1&steps=20&run.1=averaged&run.1.step=polyak",
    "objective=function&f=weighted_absolute&steps=30&run.1=subgradient&run.2=adam",
    "objective=function&f=wolfe&steps=15&run.1=wolfe_search&run.2=armijo",
    "objective=function&f=geometric_median&start=0,0&steps=20&run.1=adam",
    "objective=function&f=dead_relu&steps=20&convention=right",
    f"objective=function&f={quote('max(a, 0)^2 + abs(b - 1)')}&steps=20&run.1=adam",
    f"objective=function&f={quote('abs(x*a + b - y)')}&steps=20&run.1.step.size=0.01",
    f"objective=function&f={quote('huber(a*x - y, 1) + where(a < 0, -a, a^2)')}&steps=20&convention=left",
    f"objective=function&f={quote('relu(a) - relu(-a)')}&start=0&steps=5",
)  # fmt: skip


def torch_text(link: str) -> str:
    """The PyTorch script of a link."""
    experiment = decode(parse_qsl(link, keep_blank_values=True))
    assert torch_flaw(experiment) == ("", ""), link
    return torch_script(experiment, f"{ADDRESS}/lab?{link}")


def digest(text: str) -> str:
    """What a text is known by."""
    return hashlib.sha256(text.encode()).hexdigest()
