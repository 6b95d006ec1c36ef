"""A chart → its PNG, the same bytes each time. Imports networkx and matplotlib."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.pictures.chart import Chart
from bot.pictures.drawing import draw, has_letters, measure
from bot.pictures.network import plan_network
from bot.pictures.rows import plan_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.pictures.plan import Plan


def plan_of(chart: Chart) -> Plan:
    """Return where everything stands: in rows around one actor, else as a network."""
    hub = next((node for node in chart.nodes if node.id == chart.hub), None)
    return plan_rows(chart, hub, measure) if hub else plan_network(chart, measure)


def _writable(chart: Chart) -> Chart:
    """Return a chart in which an actor whose name has letters that the font lacks stands by its id."""
    return replace(chart, nodes=tuple(n if has_letters(n.name) else replace(n, name=n.id) for n in chart.nodes))


def png_of(told: Mapping[str, Any]) -> bytes:
    """Draw a chart that was told as JSON.

    Raises:
        KeyError, TypeError: it is none.
    """
    chart = _writable(Chart.from_json(told))
    with warnings.catch_warnings():
        # A label, too, may have letters that the font lacks; it is written out in the list below the picture.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        return draw(chart, plan_of(chart))
