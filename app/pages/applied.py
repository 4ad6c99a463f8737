"""What the form's button sends, turned into a clean link.

A form without a script sends its fields as they were rendered: with the parameters of what was chosen before, and
with the start of another objective. Its button says what it was rendered for (`was`), so that they can be left out.
"""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.core.catalogue import CONVENTIONS, FUNCTIONS, LOSSES, METHODS, OBJECTIVES, PENALTIES, STEP_RULES
from app.core.described import Described
from app.core.limits import MOST_RUNS
from app.core.written import Written
from app.pages.lab import lab
from app.query import Pairs, link
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
FIT = frozenset({"reduction", "loss", "penalty"})
"""Other keys of a sum of losses."""


@router.get("/lab/apply", include_in_schema=False)
def apply(pairs: SentPairs) -> Response:
    """The lab at the link that a form means."""
    return RedirectResponse(f"/lab?{link(applied(pairs))}", status_code=303)


@router.post("/lab/apply", include_in_schema=False)
def apply_posted(request: Request, pairs: SentPairs) -> Response:
    """The same; a link that is too long for an address has its page here."""
    meant = applied(pairs)
    return lab(request, meant) if len(link(meant)) > LONGEST_LINK else RedirectResponse(f"/lab?{link(meant)}", 303)


def applied(sent: Pairs) -> Pairs:
    """The link without what belongs to another objective or to entries that are not chosen any more.

    >>> applied([("was", "point"), ("objective", "line"), ("loss", "absolute"), ("loss.delta", "1"), ("start", "-1")])
    [('objective', 'line'), ('loss', 'absolute')]
    """
    texts = dict(sent)
    kept = [(key, text) for key, text in sent if key != "was" and not _is_of_another(key, texts)]
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
