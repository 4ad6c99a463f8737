"""LaTeX as MathML, made on the server so that no script is needed, and prose with such formulas in it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from latex2mathml.converter import convert
from markupsafe import Markup, escape

INLINE = re.compile(r"\\\((.+?)\\\)", re.DOTALL)
CODE = re.compile(r"`([^`]+)`")
CHILDREN = {"mfrac": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2, "mroot": 2, "msubsup": 3, "munderover": 3}
"""How many children these have; fewer means that the LaTeX breaks off."""
OPENING, CLOSING, BARS = frozenset("([{⟨"), frozenset(")]}⟩"), frozenset("|‖")
LETTERS = frozenset("∂∇∞")
"""Signs that stand like letters, without space around them."""
BREAKABLE = frozenset("=≠≤≥<>∈≈≡←→↦⇔,")
"""Where TeX would end a line inside of a formula; browsers never do, so a formula is cut into several there."""
LONG = 24
"""Signs and letters on a line of a narrow screen; longer pieces may end before a plus or a minus too."""
THIN = "0.167em"


@lru_cache(maxsize=1024)
def mathml(latex: str) -> Markup:
    r"""A formula as MathML: one `<math>`, or several between which a line may end.

    Raises:
        ValueError: naming the formula, when it has an unknown command or breaks off.

    >>> mathml(r"|r| \le 1").count("<math>")
    2
    """
    root = _tree(latex)
    _mend_bars(root)
    _mend_names(root)
    _mend_signs(root)
    row = root[0] if len(root) == 1 and root[0].tag == "mrow" else root
    texts = ("".join(ET.tostring(each, "unicode") for each in piece) for piece in _pieces(row))
    return Markup("<wbr>").join(Markup(f"<math>{text}</math>") for text in texts)


def _tree(latex: str) -> ET.Element:
    """The MathML that the library gives, looked over, for it lets pass what it does not understand."""
    try:
        root = ET.fromstring(re.sub(' xmlns="[^"]*"', "", convert(latex), count=1))
    except Exception as error:  # its own errors have no common base
        raise ValueError(f"invalid formula {latex!r}: {error!r}") from error
    for node in root.iter():
        if "\\" in (node.text or ""):
            raise ValueError(f"invalid formula {latex!r}: unknown command {node.text}")
        if len(node) != CHILDREN.get(node.tag, len(node)):
            raise ValueError(f"invalid formula {latex!r}: it breaks off in {node.tag}")
    return root


def _mend_names(root: ET.Element) -> None:
    """Names such as log and argmin become identifiers, with a thin space to a neighbour that is no sign."""
    for node in root.iter("mo"):
        text = node.text or ""
        if text in LETTERS or (len(text) > 1 and text.replace("\N{NO-BREAK SPACE}", "").isalpha()):
            node.tag = "mi"
    for row in [root, *root.iter("mrow")]:
        children = list(row)
        for i in range(len(children) - 1, 0, -1):
            if _are_apart(children[i - 1], children[i]):
                row.insert(i, ET.Element("mspace", width=THIN))


def _are_apart(before: ET.Element, after: ET.Element) -> bool:
    if after.tag == "mrow" and len(after):  # brackets and what is in them
        after = after[0]
    if _is_name(before):
        return after.tag != "mo" or (after.text in BARS and after.get("form") == "prefix")
    return _is_name(after) and before.tag not in ("mo", "mspace")


def _is_name(node: ET.Element) -> bool:
    base = node[0] if node.tag in CHILDREN and node.tag != "mfrac" else node
    return base.tag == "mi" and len(base.text or "") > 1


def _mend_bars(root: ET.Element) -> None:
    """Bars open and close by turns, unless LaTeX says which: between two terms they would stand too far off."""
    bars = [node for node in root.iter("mo") if node.text in BARS and not node.get("form")]
    for i, bar in enumerate(bars):
        bar.set("form", "postfix" if i % 2 else "prefix")


def _mend_signs(root: ET.Element) -> None:
    """A minus after a bracket, a comma or a relation belongs to what follows; a slash stands as close as a letter."""
    for row in [root, *root.iter("mrow")]:
        for before, sign in pairwise(row):
            if sign.text == "−" and before.tag == "mo" and (before.text in BREAKABLE or _turn(before) > 0):
                sign.set("form", "prefix")
    for slash in root.iter("mo"):
        if slash.text == "/":
            slash.attrib |= {"lspace": "0", "rspace": "0"}


def _pieces(row: ET.Element) -> Iterator[list[ET.Element]]:
    for piece in _cut(row, _parts):
        if sum(len("".join(node.itertext())) for node in piece) <= LONG:
            yield piece
        else:
            yield from _cut(piece, lambda depth, _, after: depth <= 1 and _joins(after))


def _parts(depth: int, node: ET.Element, after: ET.Element) -> bool:
    """Whether a line may end between two nodes: behind a relation, or before words such as "for"."""
    return depth == 0 and ((node.tag == "mo" and node.text in BREAKABLE) or after.tag == "mtext")


def _joins(sign: ET.Element) -> bool:
    """Whether it is a plus or a minus between two terms, which it stays at the start of a line."""
    found = sign.tag == "mo" and sign.text in ("+", "−") and sign.get("form") != "prefix"
    if found:
        sign.set("form", "infix")
    return found


def _cut(row: Iterable[ET.Element], is_end: Callable[[int, ET.Element, ET.Element], bool]) -> list[list[ET.Element]]:
    """Pieces that end where `is_end` says so of the depth in brackets, a node, and the one after it."""
    nodes, depth = list(row), 0
    pieces = [nodes[:1]]
    for node, after in pairwise(nodes):
        depth += sum(_turn(sign) for sign in node.iter("mo"))
        if is_end(depth, node, after):
            pieces.append([])
        pieces[-1].append(after)
    return pieces


def _turn(sign: ET.Element) -> int:
    text = sign.text
    opens = text in OPENING or (text in BARS and sign.get("form") == "prefix")
    closes = text in CLOSING or (text in BARS and sign.get("form") == "postfix")
    return opens - closes


def prose(text: str) -> Markup:
    r"""Words with formulas in \( … \) and code in backticks as HTML.

    >>> prose("`x < 1`, so \\(x\\)")
    Markup('<code>x &lt; 1</code>, so <math><mi>x</mi></math>')
    """
    parts = INLINE.split(" ".join(text.split()))
    return Markup("").join(mathml(part) if i % 2 else _words(part) for i, part in enumerate(parts))


def _words(text: str) -> Markup:
    parts = CODE.split(text)
    return Markup("").join(Markup("<code>{}</code>").format(p) if i % 2 else escape(p) for i, p in enumerate(parts))


def paragraphs(description: str) -> list[Markup]:
    """The paragraphs of a docstring; its checked examples are for those who read the code."""
    parts = re.split(r"\n\s*\n", description.strip())
    return [prose(part) for part in parts if not part.lstrip().startswith(">>>")]
