"""The landscape in the server's picture: the curve and its slopes, kinks, minimisers, levels."""

import numpy as np

from app.pictures.picture import picture
from app.pictures.plot import FAR, SIDE
from tests.web.test_picture import CYCLE, LINE, WILD, ask, drawn


def test_the_curve_passes_through_the_kink_and_the_minimum(client):
    shown = picture(ask(client, CYCLE))
    (corner,) = shown.corners
    (graph,) = shown.curve
    assert (corner.x, corner.y) in graph
    assert shown.minimisers == [(corner.x, corner.y)]
    assert corner.label == (-1, 1)


def test_an_interval_has_its_lower_end_first_at_a_concave_kink_too(client):
    shown = ask(client, "objective=function&f=double_well&start=-1")
    concave = [(kink["right"], kink["left"]) for kink in shown["landscape"]["kinks"] if kink["kind"] == "concave"]
    assert concave
    assert set(concave) <= {corner.label for corner in picture(shown).corners}
    (words,) = {
        each.text
        for each in drawn("objective=function&f=double_well&start=-1", client).iter()
        if "∂F" in (each.text or "")
    }
    assert "∂F = [−1, 1]" in words


def test_the_derivative_breaks_at_kinks_and_nowhere_else(client):
    shown = picture(ask(client, "objective=scale&data=1:2,2:1,3:4&reduction=sum"))
    assert len(shown.derivative) == len(shown.corners) + 1
    for corner, before, after in zip(shown.corners, shown.derivative[:-1], shown.derivative[1:], strict=True):
        assert before[-1] == (corner.x, corner.left)
        assert after[0] == (corner.x, corner.right)
    smooth = picture(ask(client, "loss=huber"))
    assert (len(smooth.derivative), smooth.corners) == (1, [])


def test_the_formula_is_drawn_where_it_is_not_the_derivative(client):
    assert picture(ask(client, "convention=epsilon")).reported
    assert picture(ask(client, "convention=zero")).reported == []


def test_a_flat_minimum_is_an_interval(client):
    shown = picture(ask(client, "objective=location&data=0,1,3,9&start=-2"))
    corners = {corner.x for corner in shown.corners}
    assert len(shown.minimisers) == 2
    assert {x for x, _ in shown.minimisers} <= corners


def test_minimisers_apart_are_all_marked(client):
    query = "objective=function&f=two_valleys"
    shown, tree = picture(ask(client, query)), drawn(query, client)
    assert (len(shown.minimisers), shown.is_apart) == (2, True)
    assert sum(each.get("class") == "minimum" for each in tree.iter("circle")) == 2
    assert not [each for each in tree.iter("rect") if each.get("class") == "band"]
    assert "at −1 and 1" in "".join(tree.itertext())


def test_a_removable_kink_is_told_as_one(client):
    query = "objective=function&f=relu_quadratic&convention=zero&start=1"
    (corner,), tree = picture(ask(client, query)).corners, drawn(query, client)
    assert corner.is_removable
    assert corner.left == corner.right != corner.reported
    assert "slope 1 on both sides, reported 0" in "".join(tree.itertext())


def test_a_curve_of_kinks_has_its_bends(client):
    bent = picture(ask(client, "objective=function&f=nonsmooth_rosenbrock&view=-2:2,-1:3")).kink_lines
    assert max(map(len, bent)) > 10


def test_a_cusp_has_slopes_that_leave_the_panel():
    theta = [-1.0, -0.5, 0.0, 0.5, 1.0]
    kink = {"theta": 0.0, "value": 0.0, "left": None, "right": None, "reported": 0.0, "kind": "convex", "samples": []}
    minimisers = {"kind": "point", "points": [[0.0]], "value": 0.0}
    landscape = {
        "parameters": 1, "names": ["θ"], "window": [[-1, 1]], "theta": theta, "value": [abs(x) ** 0.5 for x in theta],
        **{name: [-0.5, -0.7, None, 0.7, 0.5] for name in ("left", "right", "reported")},
        "kinks": [kink], "minimisers": minimisers,
    }  # fmt: skip
    run = {"run": 1, "iterates": [[1.0], [0.5]], "values": [1.0, 0.7], "subgradients": [[0.5], [0.7]]}
    shown = picture({"landscape": landscape, "experiment": {"frame": None}, "descent": {"runs": [run]}})
    (corner,) = shown.corners
    assert (corner.left, corner.right) == (FAR, -FAR)
    assert np.isfinite(np.concatenate(shown.derivative)).all()


def test_a_missing_answer_is_not_reported(client):
    (corner,) = picture(ask(client, WILD["dies on the kink"])).corners
    assert corner.reported is None


def test_levels_are_nested_and_outlines_stay_on_the_panel(client):
    shown = picture(ask(client, LINE))
    heights = [level.value for level in shown.levels]
    assert heights == sorted(heights)
    assert 5 <= len(heights) <= 20
    places = np.array([place for level in shown.levels for outline in level.outlines for place in outline])
    assert places.min() >= -0.1
    assert places.max() <= SIDE + 0.1
    assert len(shown.kink_lines) == 7
