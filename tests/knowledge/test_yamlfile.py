from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import yamlfile
from bot.knowledge.report import Report


def read(text: str) -> object:
    report = Report()
    tree = yamlfile.read(text, "file.yaml", report)
    assert report.faults == []
    assert tree is not None
    return tree.data


def test_no_value_changes_its_type() -> None:
    text = "a: NO\nb: 2021-10-14\nc: 0x10\nd: 1e3\ne: ~\nf: 12:30:45\ng: null\nh:\ni: true\nj: 007\n"
    assert read(text) == {
        "a": "NO",
        "b": "2021-10-14",
        "c": "0x10",
        "d": "1e3",
        "e": "~",
        "f": "12:30:45",
        "g": "null",
        "h": "",
        "i": "true",
        "j": "007",
    }


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert read("<<: {a: b}") == {"<<": {"a": "b"}}


def test_an_empty_text_holds_nothing() -> None:
    assert read("# only a comment\n") is None


def test_places_are_those_of_keys_and_items() -> None:
    tree = yamlfile.read("a: b\nc:\n  - d: e\n    f: g\n  - [h, i]\n", "file.yaml", Report(), first_line=11)
    assert tree is not None
    assert tree.places == {
        (): (11, 1),
        ("a",): (11, 1),
        ("c",): (12, 1),
        ("c", 0): (13, 5),
        ("c", 0, "d"): (13, 5),
        ("c", 0, "f"): (14, 5),
        ("c", 1): (15, 5),
        ("c", 1, 0): (15, 6),
        ("c", 1, 1): (15, 9),
    }
    assert tree.place(("c", 0, "x", 4)) == (13, 5)


def test_the_first_of_two_equal_keys_is_kept() -> None:
    report = Report()
    tree = yamlfile.read("a: {b: c}\na: {d: e}\nf: g\n", "file.yaml", report)
    assert tree is not None
    assert tree.data == {"a": {"b": "c"}, "f": "g"}
    assert len(report.faults) == 1


texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")))
trees = st.recursive(texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20)


@given(trees)
def test_what_was_written_is_read_back(data: object) -> None:
    report = Report()
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"')
    tree = yamlfile.read(text, "file.yaml", report)
    if any("nested" in fault.message for fault in report.faults):
        return
    assert report.faults == []
    assert tree is not None
    assert tree.data == data


@given(st.text() | st.text(alphabet="ab:-[]{},#&*!|>'\"%@`? \n\t\r\x85\u2028\ud800\x00"))
def test_any_text_is_read_or_reported(text: str) -> None:
    report = Report()
    tree = yamlfile.read(text, "file.yaml", report)
    assert tree is not None or report.faults
    assert all(fault.line >= 1 and fault.column >= 1 for fault in report.faults)
