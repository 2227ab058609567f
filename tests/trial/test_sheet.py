"""Findings laid out to be judged, and what comes back."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from strengthlint.errors import LexiconError
from strengthlint.lexicon.evidence import EvidenceRow
from strengthlint.trial import Finding, Key, draw, shuffled
from strengthlint.trial.page import render
from strengthlint.trial.sheet import (
    Judged,
    Sheet,
    Verdict,
    agreement,
    cells,
    evidence_rows,
    headings,
    read_sheet,
    together,
    write_csv,
)

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\t"), max_size=30)


def finding(
    number: int = 1, code: str = "BLM101", sentence: str = "She failed to engage."
) -> Finding:
    key = Key(code, "0a0a0a0a", "2026.11+ours", f"{number:016x}")
    place = f"a.txt:{number}:5"
    return Finding(
        key, "failed-to-engage", "rethink", sentence, 4, 20, "Before.", "", place, "notes"
    )


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def judged(data: bytes, *verdicts: str) -> bytes:
    rows = table(data)
    for row, verdict in zip(rows[1:], verdicts, strict=True):
        row[rows[0].index("Verdict")] = verdict
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


@given(code=WORDS, lexicon=WORDS)
def test_a_key_comes_back(code: str, lexicon: str) -> None:
    key = Key(code, "0a0a0a0a", lexicon, "ff00ff00ff00ff00")
    assert Key.parse(str(key)) == key


@pytest.mark.parametrize("text", ["", "BLM101", "äöü", "me", str(finding().key)[:-9]])
def test_what_is_no_key_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="not the key"):
        Key.parse(text)


def test_a_row_shows_the_words_in_their_sentence() -> None:
    rows = table(write_csv([finding()], {}))
    row = dict(zip(*rows, strict=True))
    assert row["Sentence"] == "She ==failed to engage==."
    assert (row["Words"], row["Before"], row["Code"]) == ("failed to engage", "Before.", "BLM101")
    assert row["Verdict"] == ""


def test_a_blind_sheet_names_no_code_and_is_read_back_all_the_same() -> None:
    data = write_csv([finding()], {}, blind=True)
    assert b"BLM101" not in data
    assert b"rethink" not in data
    sheet = read_sheet("s.csv", judged(data, "Yes"))
    assert sheet.judged == [Judged(finding().key, "notes", Verdict.YES)]


def test_a_sentence_that_starts_like_a_formula_is_text_to_a_spreadsheet() -> None:
    rows = table(write_csv([replace(finding(sentence="=failed to engage"), start=1, end=7)], {}))
    assert rows[1][rows[0].index("Sentence")].startswith("'=")


def test_verdicts_that_are_known_stand_in_the_sheet() -> None:
    found = [finding(1), finding(2)]
    data = write_csv(found, {("BLM101", found[1].key.fingerprint): Verdict.NO})
    sheet = read_sheet("s.csv", data)
    assert (sheet.blank, [row.verdict for row in sheet.judged]) == (1, [Verdict.NO])


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_spreadsheets_write_other_csv(delimiter: str) -> None:
    rows = table(judged(write_csv([finding()], {}), "o"))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    assert read_sheet("s.csv", out.getvalue().encode()).judged[0].verdict is Verdict.OPTIONAL


def test_a_sheet_that_was_saved_as_a_workbook_is_read() -> None:
    book = Workbook()
    for row in table(judged(write_csv([finding()], {}), "no")):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    assert read_sheet("s.XLSX", data.getvalue()).judged[0].verdict is Verdict.NO


def test_every_row_that_is_not_understood_is_told_at_once() -> None:
    data = judged(write_csv([finding(1), finding(2), finding(3)], {}), "yes", "perhaps", "no")
    data = data.replace(str(finding(3).key).encode(), b"lost")
    with pytest.raises(LexiconError) as caught:
        read_sheet("s.csv", data)
    assert [problem.path for problem in caught.value.problems] == ["s.csv, row 3", "s.csv, row 4"]


def test_another_table_is_no_sheet() -> None:
    with pytest.raises(LexiconError, match="no column “Verdict”"):
        read_sheet("s.csv", b"Code,Name\nBLM101,x\n")


def test_where_two_people_differ_it_is_optional() -> None:
    data = write_csv([finding(1), finding(2), finding(3)], {})
    sheets = [read_sheet("a", judged(data, *v)) for v in (("yes", "no", "no"), ("yes", "yes", ""))]
    assert [row.verdict for row in together(sheets)] == [Verdict.YES, Verdict.OPTIONAL, Verdict.NO]
    assert agreement(*sheets) == (2, 1, 0.0)


def test_agreement_is_counted_beyond_chance() -> None:
    data = write_csv([finding(n) for n in range(4)], {})
    one = read_sheet("a", judged(data, "yes", "yes", "no", "no"))
    other = read_sheet("b", judged(data, "yes", "yes", "no", "yes"))
    both, alike, kappa = agreement(one, other) or (0, 0, 0.0)
    assert (both, alike, round(kappa, 3)) == (4, 3, 0.5)
    assert agreement(one, Sheet()) is None


def test_counts_are_by_code_text_and_form() -> None:
    rows = [
        Judged(finding(n).key, text, verdict)
        for n, text, verdict in (
            (1, "notes", Verdict.YES),
            (2, "notes", Verdict.YES),
            (3, "notes", Verdict.NO),
            (4, "letters", Verdict.OPTIONAL),
        )
    ]
    assert evidence_rows(rows) == [
        EvidenceRow("BLM101", "letters", "2026.11+ours", "0a0a0a0a", 0, 1, 0),
        EvidenceRow("BLM101", "notes", "2026.11+ours", "0a0a0a0a", 2, 0, 1),
    ]


# What is drawn


def test_a_finding_is_drawn_once_however_often_it_stands() -> None:
    again = replace(finding(1), place="b.txt:9:9")
    assert draw([finding(1), again, finding(2)], 0) in (
        [finding(1), finding(2)],
        [finding(2), finding(1)],
    )


def test_each_code_has_its_own_share() -> None:
    found = [finding(n) for n in range(30)] + [finding(n, "LAB101") for n in range(30, 32)]
    drawn = draw(found, 5)
    assert [f.key.code for f in drawn] == ["BLM101"] * 5 + ["LAB101"] * 2


def test_what_is_drawn_stays_drawn_when_others_come_and_go() -> None:
    found = [finding(n) for n in range(40)]
    first = draw(found, 10)
    later = draw([f for f in found if f not in first[5:]] + [finding(n) for n in range(40, 60)], 10)
    assert set(later) >= {f for f in first[:5] if f in later}
    assert first[0] in draw([*found, finding(99)], 11)
    assert draw(list(reversed(found)), 10) == first
    assert draw(found, 10, seed=2) != first


def test_a_blind_order_mixes_the_codes() -> None:
    found = [finding(n, f"LAB{n % 3}01") for n in range(1, 31)]
    codes = [f.key.code for f in shuffled(draw(found, 0))]
    assert codes != sorted(codes)


# The page


def data_of(page: str) -> dict[str, object]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert match is not None
    return dict(json.loads(match[1]))


def test_the_page_saves_what_the_csv_sheet_holds() -> None:
    found = [finding(1), finding(2, sentence="She </script> & “so”…")]
    data = data_of(render(found, {}, name="s.csv"))
    assert data["headings"] == list(headings(blind=False))
    assert data["rows"] == [list(cells(f, None, blind=False)) for f in found]
    assert data["name"] == "s.csv"


def test_the_page_shows_a_finding_and_what_was_said_of_it() -> None:
    first = finding(sentence="She <b>iled to engage.")
    page = render([first], {("BLM101", first.key.fingerprint): Verdict.NO}, name="s.csv")
    assert "She <mark>&lt;b&gt;iled to engag</mark>e." in page
    assert re.findall(r'value="(\w+)" checked', page) == ["no"]
    assert "BLM101 failed-to-engage, rethink" in page


def test_a_blind_page_names_no_code() -> None:
    page = render([finding()], {}, name="s.csv", blind=True)
    assert "BLM101" not in page
    assert "failed-to-engage" not in page


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = render([finding()], {}, name="s.csv")
    assert not re.findall(r"(?:src|href)=|https?:|@import|url\(|localStorage|fetch\(", page)
