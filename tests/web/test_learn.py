"""The chapters: every number in them is computed and claimed, every link leads somewhere."""

import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from threading import Event

import pytest

from app.pages import learn, told
from app.pages.address import HERE
from app.pages.site import made_once
from app.pages.told import Told
from app.scenarios.loader import scenarios

FILES = pytest.mark.parametrize("path", learn.files(), ids=lambda path: path.stem)
NAMES = re.compile(r"\b(?:L[12]|float(?:16|32|64)|(?:16|32|64)[- ]bits?|0/0|at 0|[Rr]uns? \d(?: and \d)?)\b")
"""Names that have a digit in them, and what is said of the number 0 itself."""
COMPUTED = {"data", "svg"}
"""Elements whose numbers are computed: told numbers and pictures; and all that is marked as computed."""
DEFINING = {"var", "cite", "code"}
"""Elements for formulas, for works with their year, and for code."""


class Chapter(HTMLParser):
    """The text of a chapter by what it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.within: list[str] = []
        self.prose = ""
        self.formulas: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "class" in attributes and attributes["class"] in ("runs", "computed"):
            tag += ".computed"
        if tag not in ("input", "use", "br", "path", "circle", "line", "rect"):
            self.within.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []
        self.headings += [tag] if re.fullmatch(r"h[1-6]", tag) else []

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if tag in ("input", "use", "br", "path", "circle", "line", "rect"):
            return
        opened = self.within.pop()
        assert opened.partition(".")[0] == tag, f"{opened} ends with {tag}"

    def handle_data(self, text):
        if any(each in COMPUTED or each.endswith(".computed") for each in self.within):
            return
        if {"var", "code"} & set(self.within):
            self.formulas.append(text)
        elif not DEFINING & set(self.within):
            self.prose += text


def rendered(path) -> Chapter:
    return Chapter(str(learn.chapter(path).body))


@FILES
def test_every_number_that_describes_an_experiment_is_told_by_it(path):
    chapter = rendered(path)
    prose = NAMES.sub("", chapter.prose + " " + learn.chapter(path).title)
    assert re.findall(r".{0,30}\d.{0,10}", prose) == []


@FILES
def test_no_number_is_written_with_more_digits_than_its_claim_fixes(path):
    assert "data-open" not in str(learn.chapter(path).body)


@FILES
def test_a_formula_is_no_bare_number(path):
    bare = [each for each in rendered(path).formulas if re.search(r"\d", each) and not re.search(r"[^\W\d_]|/0", each)]
    assert bare == []


@FILES
def test_a_chapter_is_short(path):
    words = len(rendered(path).prose.split())
    assert 60 <= words <= 330, words


@FILES
def test_a_chapter_has_a_figure_or_leads_to_some_and_its_headings_are_below_its_own(path):
    text = str(learn.chapter(path).body)
    assert "<figure" in text or text.count('href="#figure-') > 3
    assert set(rendered(path).headings) <= {"h3"}


def test_the_page_has_one_title_and_every_anchor_its_place(client):
    text = client.get("/learn").text
    assert text.count("<h1") == 1
    ids, links = re.findall(r'\bid="([^"]+)"', text), re.findall(r'href="#([^"]+)"', text)
    assert len(set(ids)) == len(ids)
    assert set(links) <= set(ids)
    for chapter in map(learn.chapter, learn.files()):
        assert f'href="#{chapter.slug}"' in text


def test_chapters_are_numbered_without_a_gap():
    numbers = [learn.chapter(path).number for path in learn.files()]
    assert numbers == sorted(set(numbers))


def test_every_work_is_cited_and_every_word_is_used(client):
    text = client.get("/learn").text
    for kind in ("source", "term"):
        given = set(re.findall(rf'id="({kind}-[^"]+)"', text))
        assert given == set(re.findall(rf'href="#({kind}-[^"]+)"', text)), kind


def test_every_figure_opens_in_the_lab_as_the_scenario_that_it_is(client):
    text = client.get("/learn").text
    figures = re.findall(r'<figure class="shown" id="figure-([\w-]+)" data-link="([^"]+)"', text)
    links = {each.slug.replace("_", "-"): each.link for each in scenarios()}
    assert len(figures) >= 3
    for slug, link in figures:
        assert link.replace("&amp;", "&") == links[slug]
        answer = client.get(f"/lab?{links[slug]}")
        assert answer.status_code == 200
        assert 'id="story"' in answer.text


def test_the_page_is_made_once(client):
    assert learn.page() is learn.page()
    assert client.get("/learn").text == learn.page().replace(HERE, "http://testserver")


def test_the_page_to_print_has_the_same_text_and_figures_and_is_one_click_away(client):
    page, sheet = client.get("/learn").text, client.get("/learn/print").text
    assert 'href="/learn/print"' in page
    articles = [text[text.index("<article") : text.index("</article>")] for text in (page, sheet)]
    assert articles[0] == articles[1]
    assert "learn.js" not in sheet


def test_a_page_is_made_once_though_many_ask_at_the_same_time():
    made: list[int] = []

    def make() -> str:
        made.append(len(made))
        Event().wait(0.05)
        return "text"

    page = made_once(make)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: page(), range(16))) == {"text"}
    assert made == [0]


def test_a_number_without_a_claim_is_refused():
    for path in ("run.1.slope", "run.1.evidence.gap", "run.2.gap", "minimisers.value", "kinks.0.left", "run.1.last.9"):
        with pytest.raises((LookupError, ValueError)):
            told.told("epsilon_still_cycles", path)
    with pytest.raises(LookupError):
        told.told("no_such_scenario", "samples")


def test_more_digits_than_the_claim_fixes_are_seen():
    number = told.told("harmonic_steps", "run.1.gap")
    assert number.to(2).is_fixed
    assert number.to(2).text == "2.5"
    assert not number.is_fixed
    assert "data-open" in number.__html__()


def test_what_follows_from_told_numbers_is_as_sure_as_they_are():
    a, b = Told("a", 2.0, 1.9, 2.1), Told("b", 4.0, 4.0, 4.0)
    ratio = b / a
    assert (ratio.value, ratio.least, ratio.most) == (2.0, 4 / 2.1, 4 / 1.9)
    assert ((a - b).least, (a - b).most) == (1.9 - 4, 2.1 - 4)
    assert ratio.to(1).is_fixed
    assert ratio.to(1).text == "2"
    assert not ratio.is_fixed


def test_a_told_number_is_marked_as_one():
    assert told.told("limit_cycle", "link.run.1.step.size").__html__() == '<data value="0.3">0.3</data>'
    assert told.told("naive_division", "data.2.1").text == "6"
    assert told.told("naive_division", "run.1.outcome.samples.count").text == "3"
