"""What the form's button sends, turned into a clean link.

A form without a script sends its fields as they were rendered: with the parameters of what was chosen before, and
with the start of another objective. Its button says what it was rendered for (`was`), so that they can be left out.
Data that F does not read any more are not left out in silence: the page says so and keeps them in a field (`aside`).
"""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.core.catalogue import CONVENTIONS, FUNCTIONS, LOSSES, METHODS, OBJECTIVES, PENALTIES, STEP_RULES
from app.core.described import Described
from app.core.experiment import Experiment
from app.core.limits import MOST_RUNS
from app.core.written import Written
from app.link_reader import InvalidLink
from app.link_text import print_rows
from app.pages.carried import NOTHING, Carried, carried
from app.pages.lab import lab_page
from app.query import Pairs, decode, link
from app.sent import LONGEST_LINK, SentPairs

router = APIRouter()

CHOICES: dict[str, Mapping[str, type[Described]]] = {
    "f": FUNCTIONS, "loss": LOSSES, "penalty": PENALTIES, "convention": CONVENTIONS,
    **{f"run.{n}": METHODS for n in range(1, MOST_RUNS + 1)},
    **{f"run.{n}.step": STEP_RULES for n in range(1, MOST_RUNS + 1)},
}  # fmt: skip
"""The keys of a link that choose an entry with parameters."""
PLACES = frozenset({"start", "view", "frame"})
"""Keys in terms of the parameters θ."""
SAMPLES = frozenset({"data", "batch"})
"""Keys in terms of the samples."""
CHOOSING = ("objective", "f")
"""Keys that say which function F is."""
OWN = ("was", "aside")
"""Keys of a form that are none of a link."""
FIT = frozenset({"reduction", "loss", "penalty"})
"""Other keys of a sum of losses."""


class Meant(NamedTuple):
    """The link that a form means, and what is told of it."""

    pairs: Pairs
    carried: Carried = NOTHING


@router.api_route("/lab/apply", methods=["GET", "POST"], include_in_schema=False)
def apply(request: Request, pairs: SentPairs) -> Response:
    """The lab at the link that a form means; its page itself where there is something to say, or no address for it."""
    meant = meant_by(pairs)
    if meant.carried.words or len(link(meant.pairs)) > LONGEST_LINK:
        return lab_page(request, meant.pairs, meant.carried)
    return RedirectResponse(f"/lab?{link(meant.pairs)}", status_code=303)


def meant_by(sent: Pairs) -> Meant:
    """The link without what is stale, and with the reader's data as far as they are read on."""
    pairs, texts = applied(sent), dict(sent)
    before, after = _before(texts), _read({key: texts[key] for key in CHOOSING if key in texts})
    if before is None or after is None or "data" in dict(pairs):
        return Meant(pairs)
    if before.columns != after.columns:  # a window of other data
        pairs = [(key, text) for key, text in pairs if key not in ("view", "frame")]
    found = carried(before, _read(dict(_pairs_in(texts.get("aside", "")))), after)
    if not found.rows:
        return Meant(pairs, found)
    batch = [("batch", texts["batch"])] if "batch" in texts and len(found.rows) == len(before.data) else []
    return Meant([*pairs, ("data", print_rows(found.rows)), *batch], found)


def _before(texts: dict[str, str]) -> Experiment | None:
    """What the form was rendered for: all its fields, or at least its data."""
    objective, _, function = texts.get("was", "").partition(".")
    fields = {key: text for key, text in texts.items() if key not in OWN}
    was = fields | {"objective": objective} | ({"f": function} if function else {})
    return _read(was) or _read({key: was[key] for key in (*CHOOSING, "data") if key in was})


def _read(texts: dict[str, str]) -> Experiment | None:
    try:
        return decode(texts.items()) if texts else None
    except InvalidLink:
        return None


def _pairs_in(query: str) -> Pairs:
    return parse_qsl(query, keep_blank_values=True)


def applied(sent: Pairs) -> Pairs:
    """The link without what belongs to another objective or to entries that are not chosen any more.

    >>> applied([("was", "point"), ("objective", "line"), ("loss", "absolute"), ("loss.delta", "1"), ("start", "-1")])
    [('objective', 'line'), ('loss', 'absolute')]
    """
    texts = dict(sent)
    kept = [(key, text) for key, text in sent if key not in OWN and not _is_of_another(key, texts)]
    return [(key, text) for key, text in kept if not _is_stale(key, texts)]


def _is_stale(key: str, texts: dict[str, str]) -> bool:
    """Whether a key is a parameter that the entry chosen now does not have."""
    run, _, rest = key.partition(".step")
    method = METHODS.get(texts.get(run, "")) if run != key and run in CHOICES and rest[:1] in ("", ".") else None
    if method and not method.has_step_size:
        return True
    choice, _, name = key.rpartition(".")
    if choice == "f" and texts.get("f", "") not in FUNCTIONS:
        return "f" in texts  # a formula has no parameters
    chosen = CHOICES.get(choice, {}).get(texts.get(choice, ""))
    return key not in CHOICES and chosen is not None and name not in chosen.model_fields


def _is_of_another(key: str, texts: dict[str, str]) -> bool:
    """Whether a key was said in terms of the objective, or the function, that is left."""
    was, _, function = texts.get("was", "").partition(".")
    now = texts.get("objective", "")
    if not was or now not in OBJECTIVES or was not in OBJECTIVES:
        return False
    if was == now:
        return key in PLACES | SAMPLES and _is_of_another_function(key, texts, function)
    family = key.split(".")[0]
    if not OBJECTIVES[now].has_data:
        return key in PLACES | SAMPLES or family in FIT
    return key in PLACES | SAMPLES or family == "f" or (family == "loss" and _loss_differs(was, now))


def _is_of_another_function(key: str, texts: dict[str, str], before: str) -> bool:
    """Whether a key does not fit the function that is chosen now; of one that cannot be read, nobody knows."""
    function = texts.get("f", "")
    shape = ((), ()) if function in FUNCTIONS else _shape(function)
    if function == before or shape is None:
        return False
    if function in FUNCTIONS or before in FUNCTIONS or key == "frame":
        return True
    names, columns = shape
    if key in PLACES:
        return texts[key].count(",") + 1 != len(names)
    return not columns or columns != (_shape(before) or shape)[1]


def _shape(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The parameters and the data columns of a formula; None where it cannot be read."""
    try:
        written = Written(text=text)
    except ValueError:
        return None
    return written.names, written.columns


def _loss_differs(was: str, now: str) -> bool:
    """Whether another loss is usual: of margins where there were residuals."""
    return OBJECTIVES[was].default_loss != OBJECTIVES[now].default_loss
