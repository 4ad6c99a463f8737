"""What takes long stops when nobody waits for it: in every loop that does."""

from itertools import count
from urllib.parse import parse_qsl

import pytest

from app.answer import answer
from app.content.experiment import experiment_content
from app.core.interruption import Interrupted, interruptible
from app.query import decode

SAMPLES = ",".join(f"{x}:{(7 * x) % 5 - x / 3:.3f}" for x in range(40))
LONG = {
    "a race": "steps=1000&run.1=adam&run.2=subgradient",
    "a search in the plane": f"objective=line&data={SAMPLES}&loss=cauchy&steps=3",
    "a formula on the line": "objective=function&f=abs(sin(8*a))%2B0.125*a^2&steps=3",
    "a formula in the plane": "objective=function&f=abs(a*b-1.125)%2Bmax(a^2,abs(b))&start=1,1&steps=3",
}


@pytest.mark.parametrize("query", LONG.values(), ids=LONG)
def test_it_asks_again_and_again_and_stops_when_told_to(query):
    experiment, asked = decode(parse_qsl(query)), count()
    with interruptible(lambda: next(asked) >= 2), pytest.raises(Interrupted):
        experiment_content(experiment)
    assert next(asked) == 3


def test_nobody_is_asked_in_vain():
    experiment = decode(parse_qsl("steps=200&start=0.875"))
    asked = count()
    with interruptible(lambda: next(asked) < 0):
        asked_now_and_then = answer(experiment_content(experiment)).body
    assert next(asked) >= 200 // 64
    assert asked_now_and_then == answer(experiment_content(experiment)).body
