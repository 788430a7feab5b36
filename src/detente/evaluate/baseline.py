"""What a general date parser finds, to be laid beside ours: ``dateparser.search.search_dates``, where it is installed.

It is given the day of publication as the day that "yesterday" is counted from. What it gives is a moment; the part of
it that the words tell (year, month, day) is by ``DateDataParser``'s period. It knows neither durations nor sets.
"""

from __future__ import annotations

import warnings
from datetime import date as Date
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from .gold import Row

NAME = "dateparser"
_NO_DAY = Date(1970, 1, 1)  # for texts without a day of publication: any fixed day, so that today changes no figure
_FORMS = {"year": "%Y", "month": "%Y-%m", "time": "%Y-%m-%dT%H:%M"}


def installed() -> bool:
    """Whether the package is there."""
    return find_spec(NAME) is not None


def baseline_dates(text: str, published: Date | None) -> list[Row]:
    """Spans with ``type`` and ``value``, in text order."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    day = published or _NO_DAY
    base = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, anywhere
    settings: Any = {"RELATIVE_BASE": base, "RETURN_TIME_AS_PERIOD": True}
    rows: list[Row] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package, about its own use of Python
        parser = DateDataParser(languages=["en"], settings=settings)
        found = search_dates(text, languages=["en"], settings=settings) or []
        at = 0
        for words, moment in found:
            start = text.find(words, at)
            if start < 0:
                continue  # it gives some words otherwise than they stand in the text
            at = start + len(words)
            period = parser.get_date_data(words).period
            value = moment.strftime(_FORMS.get(period, "%Y-%m-%d"))
            kind = "TIME" if period == "time" else "DATE"
            rows.append({"start": start, "end": at, "text": words, "type": kind, "value": value})
    return rows
