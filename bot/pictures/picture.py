"""A chart → its PNG, the same bytes each time. Imports networkx and matplotlib."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.pictures.chart import Chart
from bot.pictures.drawing import draw, has_letters, measure
from bot.pictures.network import plan_network
from bot.pictures.rows import plan_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.pictures.plan import Plan

LEFT_OUT = "[…]"
"""Stands for words that cannot be written."""


def plan_of(chart: Chart) -> Plan:
    """Return where everything stands: in rows around one actor, else as a network."""
    hub = next((node for node in chart.nodes if node.id == chart.hub), None)
    return plan_rows(chart, hub, measure) if hub else plan_network(chart, measure)


def _writable(chart: Chart) -> Chart:
    """Return a chart with nothing in it that the font cannot write, and the list below the picture can.

    An actor with such a name stands by its id, and such words of a document are left out with a mark.
    """
    nodes = tuple(node if has_letters(node.name) else replace(node, name=node.id) for node in chart.nodes)
    arrows = tuple(replace(arrow, labels=tuple(map(_written, arrow.labels))) for arrow in chart.arrows)
    return replace(chart, title=_written(chart.title), nodes=nodes, arrows=arrows)


def _written(text: str) -> str:
    """Return a text with a mark for each run of letters that the font lacks, blanks between them included."""
    masked = "".join(letter if has_letters(letter) else "\0" for letter in text)
    return re.sub(r"\0(?:\s*\0)*", LEFT_OUT, masked)


def png_of(told: Mapping[str, Any]) -> bytes:
    """Draw a chart that was told as JSON.

    Raises:
        KeyError, TypeError: it is none.
    """
    chart = _writable(Chart.from_json(told))
    return draw(chart, plan_of(chart))
