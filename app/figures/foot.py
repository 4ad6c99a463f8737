"""What stands at the foot of a figure: the shortest link that opens its experiment."""

from app import __version__
from app.core.experiment import Experiment
from app.link_reader import InvalidLink
from app.query import Pairs, decode, encode, link
from app.settings import settings

MAKER = f"Losscope {__version__}"
LONGEST = 1_200
"""Characters of a canonical link that is worth shortening: a longer one has data that no reader types."""
PRINTED = 100
"""Characters of a link that is printed."""


def shortest(experiment: Experiment) -> str:
    """The link without what needs not be said, as a query string.

    >>> shortest(Experiment(steps=30))
    'steps=30'
    """
    pairs = encode(experiment)
    for pair in list(pairs) if len(link(pairs)) <= LONGEST else []:
        fewer = [each for each in pairs if each is not pair]
        pairs = fewer if _opens(fewer, experiment) else pairs
    return link(pairs)


def _opens(pairs: Pairs, experiment: Experiment) -> bool:
    try:
        return decode(pairs) == experiment
    except InvalidLink:
        return False


def site() -> str:
    """Where this site is, if the settings say so; a file looks alike whoever asks for it, and however."""
    url = settings().public_url
    return str(url).rstrip("/") if url else ""


def place(experiment: Experiment) -> str:
    """Where the experiment is, shortly."""
    return f"{site()}/lab?{shortest(experiment)}".removesuffix("?")


def foot(place: str) -> str:
    """The line at the foot; a link that is too long to be typed is left out.

    >>> foot("/lab?steps=30").partition(" · ")[2]
    '/lab?steps=30'
    """
    address = place.removeprefix("https://").removeprefix("http://")
    return f"{MAKER} · {address}" if len(address) <= PRINTED else MAKER
