"""Where things stand in a picture, and the picture itself."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from benchmarks.pictures import synthetic
from bot.knowledge.model import Knowledge
from bot.pictures.chart import Arrow, Chart, chart_of
from bot.pictures.drawing import measure
from bot.pictures.graph import Node, graph_of
from bot.pictures.picture import plan_of, png_of
from bot.pictures.plan import WIDTH, Plan, Rect, covered, wrapped
from bot.pictures.shapes import meeting, outline
from tests.material import shipped

MAX_SIZE = 200_000


def chart(knowledge: Knowledge, actor: str | None) -> Chart:
    made = chart_of(graph_of(knowledge), actor, "1 document of 14 Oct 2021")
    assert made is not None
    return made


def joined(knowledge: Knowledge) -> list[str | None]:
    return [None, *graph_of(knowledge).nodes]


def assert_legible(plan: Plan) -> None:
    """Hold a plan to: nothing on top of each other, nothing outside, texts that are not small."""
    assert covered(plan) == 0
    for at in (*(box.at for box in plan.boxes), *(drawn.label for drawn in plan.arrows)):
        assert at.left >= 0
        assert at.right <= WIDTH
        assert at.top >= 0
        assert at.bottom <= plan.height
    # On a phone a picture is some 400 points wide.
    assert min(plan.name_size, plan.label_size) * 400 / WIDTH >= 9


@pytest.mark.parametrize("actor", joined(shipped()), ids=str)
def test_every_shipped_picture_can_be_read(actor: str | None) -> None:
    assert_legible(plan_of(chart(shipped(), actor)))


@pytest.mark.parametrize("seed", range(8))
def test_pictures_of_many_actors_can_be_read(seed: int) -> None:
    knowledge = synthetic(120, seed)
    graph = graph_of(knowledge)
    busiest = max(graph.nodes, key=lambda actor: len(graph.around(actor)))
    for actor in (None, busiest):
        assert_legible(plan_of(chart(knowledge, actor)))


@pytest.mark.parametrize("actor", [None, "tajikistan"])
def test_the_same_chart_gives_the_same_bytes(actor: str | None) -> None:
    told = chart(shipped(), actor).to_json()
    assert png_of(told) == png_of(told)


@pytest.mark.parametrize(
    ("knowledge", "actor"),
    [(shipped(), None), (shipped(), "taliban"), (synthetic(500), None)],
    ids=["shipped", "taliban", "500 actors"],
)
def test_a_picture_is_small_opaque_and_as_wide_as_planned(knowledge: Knowledge, actor: str | None) -> None:
    png = png_of(chart(knowledge, actor).to_json())
    assert len(png) <= MAX_SIZE
    image = Image.open(io.BytesIO(png))
    assert image.width == WIDTH
    assert image.mode == "P"
    assert "transparency" not in image.info


def test_every_arrow_of_a_network_runs_from_edge_to_edge() -> None:
    plan = plan_of(chart(shipped(), None))
    at = {box.node.id: box.at for box in plan.boxes}
    for drawn in plan.arrows:
        for (x, y), actor in ((drawn.start, drawn.arrow.subject), (drawn.end, drawn.arrow.object)):
            box = at[actor]
            assert box.left - 1 <= x <= box.right + 1
            assert box.top - 1 <= y <= box.bottom + 1


def test_names_that_mean_something_to_a_formatter_are_drawn_as_they_are() -> None:
    kinds = ("group", "state", "person", "organisation", "place", "class", "something new")
    names = ("$x^2$ \\alpha", "a_b {c}", "العربية", "塔利班", "x" * 200, "🏴 🏳", "“”")
    nodes = tuple(Node(f"n{at}", name, kind) for at, (kind, name) in enumerate(zip(kinds, names, strict=True)))
    arrows = tuple(Arrow("n0", node.id, "dashed", True, ("$does$ not_x " * 9,), 1) for node in nodes[1:])
    for hub in ("n0", None):
        png = png_of(Chart("$T$", "", hub, nodes, arrows, ("100 % $note$",)).to_json())
        assert Image.open(io.BytesIO(png)).width == WIDTH


def test_every_kind_has_an_outline_of_its_own() -> None:
    at = Rect(100, 50, 180, 60)
    outlines = [outline(kind, at) for kind in ("group", "state", "person", "organisation", "place")]
    assert len({tuple(points) for points in outlines}) == len(outlines)
    for points in outlines:
        assert all(at.left - 1e-6 <= x <= at.right + 1e-6 for x, _ in points)
        assert all(at.top - 1e-6 <= y <= at.bottom + 1e-6 for _, y in points)


def test_a_line_meets_a_shape_at_its_edge() -> None:
    shape = outline("group", Rect(0, 0, 20, 10))
    assert meeting(shape, (0, 0), (100, 0)) == (10, 0)
    assert meeting(shape, (0, 3), (-100, 3)) == (-10, 3)
    assert meeting(shape, (0, 0), (0, 50)) == (0, 5)


def test_a_text_is_broken_at_blanks_and_cut_where_it_is_too_long() -> None:
    width = measure("one two", 20)
    assert wrapped("one two three", 20, width, measure) == ("one two", "three")
    assert wrapped("one two six nine ten", 20, width, measure, most=2) == ("one two", "six …")
    (line,) = wrapped("incomprehensibilities", 20, width, measure)
    assert line.endswith("…")
    assert measure(line, 20) <= width


def test_an_actor_whose_name_the_font_cannot_write_stands_by_its_id() -> None:
    def picture(name: str) -> bytes:
        nodes = (Node("hub", "Hub", "group"), Node("taliban", name, "group"))
        arrow = Arrow("hub", "taliban", "solid", False, ("hosts",), 1)
        return png_of(Chart("Title", "", "hub", nodes, (arrow,), ()).to_json())

    assert picture("塔利班") == picture("حركة طالبان") == picture("taliban")
    assert picture("Талибан") != picture("taliban")


def test_words_that_the_font_cannot_write_leave_a_mark_on_their_arrow_and_in_the_title() -> None:
    def picture(title: str, label: str) -> bytes:
        nodes = (Node("hub", "Hub", "group"), Node("other", "Other", "group"))
        arrow = Arrow("hub", "other", "solid", False, (label,), 1)
        return png_of(Chart(title, "", "hub", nodes, (arrow,), ()).to_json())

    drawn = picture("Relations of 塔利班", "is linked to: “收容 或 合作 there”")
    assert drawn == picture("Relations of […]", "is linked to: “[…] there”")
    assert drawn != picture("Relations of […]", "is linked to")
