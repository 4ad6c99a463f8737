"""What becomes of somebody's data when F reads other columns: what can be read on is, what cannot is set aside."""

from collections.abc import Sized
from typing import NamedTuple

from app.core.experiment import Experiment
from app.core.objective import Rows

Columns = dict[str, tuple[float, ...]]


class Carried(NamedTuple):
    """The samples that F reads now, and what of the reader's own it does not."""

    rows: Rows
    """Empty where F reads the example of its objective, or none."""
    aside: Experiment | None
    """That which read all of them, so that it can be opened again."""
    words: str
    """What has become of them; empty where all are read on as they were."""


NOTHING = Carried((), None, "")


def carried(before: Experiment, aside: Experiment | None, after: Experiment) -> Carried:
    """The columns that F reads now, out of the data that were read before and those that were set aside earlier.

    Args:
        before: what read the data until now; the example of an objective is nobody's data.
        aside: what read those that were set aside.
        after: what reads them now, with any data.

    >>> from app.query import decode
    >>> before = decode([("objective", "line"), ("data", "1:2,3:4")])
    >>> found = carried(before, None, decode([("objective", "location")]))
    >>> found.rows, found.words
    (((2.0,), (4.0,)), 'F reads y alone now. It is taken from your 2 samples; x is set aside.')
    """
    own, wanted = before if is_own(before) else None, after.columns
    whole = _together(own, aside)
    sources = [each for each in ((own, aside) if whole is own else (whole,)) if each]
    picked = [_pick(_columns(each), wanted) for each in sources]
    is_renamed = not any(picked) and own is not None and len(wanted) == len(own.columns) > 0
    fitting = [rows for rows in ([own.data] if own and is_renamed else picked) if rows and _fits(rows, after)]
    rows = fitting[0] if fitting else ()
    shown = dict(zip(wanted, zip(*rows, strict=True), strict=True)) if rows else {}
    left = next((each for each in sources if _loses(_columns(each), shown)), None)
    return Carried(rows, left, _words(left, wanted, shown, is_renamed) if left else "")


def _fits(rows: Rows, after: Experiment) -> bool:
    return not any((after.f or after.objective).check(row) for row in rows)


def is_own(experiment: Experiment) -> bool:
    """Whether data are the reader's, and not the example of the objective."""
    chosen = Experiment(**{"objective": experiment.objective} | ({"f": experiment.f} if experiment.f else {}))
    return experiment.data != chosen.data


def _columns(experiment: Experiment) -> Columns:
    return dict(zip(experiment.columns, zip(*experiment.data, strict=True), strict=True)) if experiment.columns else {}


def _together(own: Experiment | None, aside: Experiment | None) -> Experiment | None:
    """What was set aside, with the columns that have been read since as they are now, if they are of the same rows."""
    if own is None or aside is None:
        return own or aside
    then, now = _columns(aside), _columns(own)
    if not now.keys() <= then.keys() or len(own.data) != len(aside.data):
        return own
    return aside.changed(data=tuple(zip(*(then | now).values(), strict=True)))


def _pick(columns: Columns, wanted: tuple[str, ...]) -> Rows:
    is_there = bool(wanted) and columns.keys() >= {*wanted}
    return tuple(zip(*(columns[name] for name in wanted), strict=True)) if is_there else ()


def _loses(columns: Columns, shown: Columns) -> bool:
    return any(shown.get(name) != values for name, values in columns.items())


def _words(left: Experiment, wanted: tuple[str, ...], shown: Columns, is_renamed: bool) -> str:
    names = left.columns
    samples, named = _counted(len(left.data)), _listed(wanted) + " alone" * (len(wanted) == 1 < len(names))
    kept = [name for name, values in _columns(left).items() if shown.get(name) == values]
    if not wanted:
        return f"F reads no data now. Your {samples} of {_listed(names)} {_is(left.data)} set aside."
    if not shown:
        is_same = names == wanted
        now = f"F reads {_listed(wanted)} {'in another way' if is_same else ''} now.".replace("  ", " ")
        return f"{now} Your {samples} of {_listed(names)} {_is(left.data)} set aside, and an example is shown."
    if is_renamed:
        return f"F reads {named} now. Your values of {_listed(names)} are taken for {_listed(wanted)}."
    if not kept:
        since = f"your {samples} of {_listed(names)} since {_is(left.data)} set aside"
        return f"F reads {named} now. What was set aside is back; {since}."
    gone = [name for name in names if name not in kept]
    taken = "It is" if len(wanted) == 1 else "They are"
    return f"F reads {named} now. {taken} taken from your {samples}; {_listed(gone)} {_is(gone)} set aside."


def _counted(count: int) -> str:
    return f"{count:,} sample{'s' * (count != 1)}"


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _is(several: Sized) -> str:
    return "is" if len(several) == 1 else "are"
