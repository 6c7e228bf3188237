"""TIMEX3 values as intervals, words, precision and EDTF."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.annotation import Joint
from quizgen.item import Precision
from quizgen.timevalues import interval, later, precision, to_edtf, write

INTERVALS = {
    "2015-10-07": (date(2015, 10, 7), date(2015, 10, 7)),
    "2015-10-07TMO": (date(2015, 10, 7), date(2015, 10, 7)),
    "2015-10-07TNI": (date(2015, 10, 7), date(2015, 10, 8)),
    "2015-10-07T14:16Z": (date(2015, 10, 7), date(2015, 10, 7)),
    "2015-02": (date(2015, 2, 1), date(2015, 2, 28)),
    "2015": (date(2015, 1, 1), date(2015, 12, 31)),
    "2015-W40": (date(2015, 9, 28), date(2015, 10, 4)),
    "2015-W40-WE": (date(2015, 10, 3), date(2015, 10, 4)),
    "2015-W40-3": (date(2015, 9, 30), date(2015, 9, 30)),
    "2015-Q2": (date(2015, 4, 1), date(2015, 6, 30)),
    "2015-H2": (date(2015, 7, 1), date(2015, 12, 31)),
    "2015-SP": (date(2015, 3, 1), date(2015, 6, 22)),
    "199": (date(1990, 1, 1), date(1999, 12, 31)),
    "19": (date(1900, 1, 1), date(1999, 12, 31)),
}


@pytest.mark.parametrize(("value", "days"), INTERVALS.items())
def test_a_value_covers_the_days_it_can_mean(value: str, days: tuple[date, date]) -> None:
    assert interval(value) == days


def test_a_range_covers_both_its_ends() -> None:
    assert interval("2015-10-05", "2015-10-06") == (date(2015, 10, 5), date(2015, 10, 6))
    assert interval("2011-03", "2011-05") == (date(2011, 3, 1), date(2011, 5, 31))


@pytest.mark.parametrize(
    "value", ["P3D", "PAST_REF", "XXXX-10-07", "BC0490", "2015-13", "2015-02-30", "0000", "", "FY2007", "2015-W60"]
)
def test_some_values_name_no_days(value: str) -> None:
    assert interval(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2015-10-07", Precision.DAY),
        ("2015-10-07TNI", Precision.DAY),
        ("2015-10", Precision.MONTH),
        ("2015", Precision.YEAR),
        ("BC0490", Precision.YEAR),
        ("2015-W40", None),
        ("2015-SU", Precision.SEASON),
        ("2015-Q3", Precision.QUARTER),
        ("2015-H1", Precision.HALF_YEAR),
        ("199", Precision.DECADE),
        ("BC03", Precision.CENTURY),
        ("2015-10-XX", None),
        ("P3D", None),
        ("PRESENT_REF", None),
    ],
)
def test_precision(value: str, expected: Precision | None) -> None:
    assert precision(value) is expected


WORDS = {
    ("2015-10-07", "dmy", None): "7 October 2015",
    ("2015-10-07", "mdy", None): "October 7, 2015",
    ("2015-10", "dmy", None): "October 2015",
    ("2015", "mdy", None): "2015",
    ("BC0490", "dmy", None): "490 BC",
    ("BC0480-08", "dmy", None): "August 480 BC",
    ("199", "dmy", None): "the 1990s",
    ("BC047", "dmy", None): "the 470s BC",
    ("17", "dmy", None): "the 18th century",
    ("20", "dmy", None): "the 21st century",
    ("1941-SP", "dmy", None): "spring 1941",
    ("2014-Q2", "dmy", None): "the second quarter of 2014",
    ("2008-H2", "dmy", None): "the second half of 2008",
    ("2015-W40", "dmy", None): "28 September 2015 to 4 October 2015",
    ("2015-W40-WE", "dmy", None): "3 and 4 October 2015",
    ("2015-10-05", "dmy", "2015-10-06"): "5 and 6 October 2015",
    ("2015-10-05", "mdy", "2015-10-06"): "October 5 and 6, 2015",
    ("2015-05-03", "dmy", "2015-05-07"): "3–7 May 2015",
    ("2015-09-30", "dmy", "2015-10-01"): "30 September 2015 and 1 October 2015",
    ("2011-03", "dmy", "2011-05"): "March to May 2011",
    ("2011-11", "dmy", "2012-05"): "November 2011 to May 2012",
    ("1939", "dmy", "1945"): "1939 to 1945",
    ("P3D", "dmy", None): "P3D",
}  # fmt: skip


@pytest.mark.parametrize(("asked", "words"), WORDS.items())
def test_writing(asked: tuple[str, str, str | None], words: str) -> None:
    assert write(*asked) == words


@pytest.mark.parametrize(
    ("value", "end", "joint", "words", "edtf"),
    [
        ("2015-10-05", "2015-10-09", Joint.RANGE, "5–9 October 2015", "2015-10-05/2015-10-09"),
        ("2015-10-05", "2015-10-09", Joint.LIST, "5 and 9 October 2015", "{2015-10-05,2015-10-09}"),
        ("2015-10-05", "2015-10-09", Joint.CHOICE, "5 or 9 October 2015", "[2015-10-05,2015-10-09]"),
        ("188", "189", Joint.LIST, "the 1880s and the 1890s", "{188X,189X}"),
        ("BC0490", "BC0489", Joint.CHOICE, "490 BC or 489 BC", "[-0489,-0488]"),
        ("1941", "1949", Joint.SERIES, "1941 … 1949", "1941/1949"),
    ],
)
def test_two_ends_by_how_they_belong_together(value: str, end: str, joint: Joint, words: str, edtf: str) -> None:
    assert write(value, "dmy", end, joint) == words
    assert to_edtf(value, None, end, joint) == edtf


LATER = {
    ("2015-12-31", 1): "2016-01-01",
    ("2015-12", 1): "2016-01",
    ("2015-01", -1): "2014-12",
    ("1941-WI", 1): "1942-SP",
    ("1941-SP", -1): "1940-WI",
    ("2014-Q4", 2): "2015-Q2",
    ("2014-H1", -1): "2013-H2",
    ("2014", -14): "2000",
    ("199", 2): "201",
    ("17", -1): "16",
    ("BC0490", 10): "BC0480",
    ("BC0001", 1): None,
    ("9999", 1): None,
    ("9999-12-31", 1): None,
    ("2015-W40", 1): None,
    ("P3D", 1): None,
}


@pytest.mark.parametrize(("asked", "value"), LATER.items())
def test_later_by_units_of_its_own(asked: tuple[str, int], value: str | None) -> None:
    assert later(*asked) == value


@pytest.mark.parametrize(
    ("value", "mod", "end", "edtf"),
    [
        ("2015-10-07", None, None, "2015-10-07"),
        ("2015-10-07TNI", None, None, "2015-10-07"),
        ("2015-10", "APPROX", None, "2015-10~"),
        ("2015", "BEFORE", None, "../2015"),
        ("2015", "AFTER", None, "2015/.."),
        ("2015", "START", None, "2015"),
        ("BC0490", None, None, "-0489"),
        ("BC0001", None, None, "0000"),
        ("199", None, None, "199X"),
        ("19", None, None, "19XX"),
        ("1941-SP", None, None, "1941-21"),
        ("2014-Q2", None, None, "2014-34"),
        ("2008-H2", None, None, "2008-41"),
        ("2015-W40", None, None, "2015-09-28/2015-10-04"),
        ("1943-07-XX", None, None, "1943-07-XX"),
        ("1939", None, "1945", "1939/1945"),
        ("P3D", None, None, None),
        ("BC047", None, None, None),
    ],
)
def test_edtf(value: str, mod: str | None, end: str | None, edtf: str | None) -> None:
    assert to_edtf(value, mod, end) == edtf


@given(st.text(alphabet="0123456789-BCXWQHTSPUFAIE:", max_size=14), st.text(max_size=10))
def test_no_value_raises(value: str, end: str) -> None:
    days = interval(value, end)
    assert days is None or days[0] <= days[1]
    precision(value)
    assert isinstance(write(value, "mdy", end), str)
    to_edtf(value, None, end)
    later(value, 3)


@given(st.dates())
def test_a_day_is_its_own_interval(day: date) -> None:
    assert interval(day.isoformat()) == (day, day)
    assert precision(day.isoformat()) is Precision.DAY
