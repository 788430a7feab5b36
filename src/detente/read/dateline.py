"""Finding the day of publication: in a value, at the head of a text, in a file name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import date as Date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_CLOCK = r"(?:2[0-4]|[01]?[0-9]):[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]+)?)?"
_ZONE = r"(?:\s?(?:Z|UTC|GMT|[ECMP][SD]T|[+-][0-9]{2}:?[0-9]{2}))?(?:\s\([A-Z]{2,5}\))?"
_TIME = rf"(?:(?:T|,?[ \t]+){_CLOCK}(?:\s?[ap]\.?m\b\.?)?{_ZONE})?"
_YEAR, _NUMBER, _ORDINAL = "[0-9]{4}", "[0-9]{1,2}", "[0-9]{1,2}(?:st|nd|rd|th)?"
_ISO = rf"{_YEAR}(?P<sep>[-/.]){_NUMBER}(?P=sep){_NUMBER}"
_WORDS = rf"{_WEEKDAY}(?:{_ORDINAL}[ \t-]+{_MONTH},?[ \t-]+{_YEAR}|{_MONTH}[ \t]+{_ORDINAL},?[ \t]+{_YEAR})"
_DAY = rf"(?P<day>{_ISO}|{_WORDS}){_TIME}(?![\w/-])"
_UNIX = rf"{_WEEKDAY}(?P<md>{_MONTH}\s+{_NUMBER})\s+{_CLOCK}{_ZONE}\s+(?P<y>{_YEAR})"

_VALUE = re.compile(_DAY, re.IGNORECASE)
_UNIX_VALUE = re.compile(_UNIX, re.IGNORECASE)
_COMPACT = re.compile(r"((?:1[6-9]|2[01])[0-9]{2})([0-9]{2})([0-9]{2})(?:T?[0-9]{4}(?:[0-9]{2})?Z?)?")
_PREFIX = re.compile(
    rf"[ \t]*date(?:[ \t]*:[ \t]*|[ \t]+){_DAY}(?:[ \t]*[:\u2013\u2014-])?(?:[ \t]+|(?=[\r\n])|$)", re.IGNORECASE
)
_CUT = re.compile(r"[ \t]*date(?:[ \t]*:[ \t]*|[ \t]+)[0-9]{4}-[0-9]{2}-[0-9]{2}(?=\s|$)", re.IGNORECASE)
_HEADER = re.compile(r"[ \t]*([A-Za-z][A-Za-z _-]{0,20}?)[ \t]*:[ \t]*([^\r\n]*)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_IN_NAME = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([-_.]?)([0-9]{2})\2([0-9]{2})(?:[0-9]{6})?(?![0-9])")

_DATE_KEYS = frozenset(
    "date|published|publication date|published on|published at|pub date|date published|posted|posted on".split("|")
)
_OTHER_KEYS = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("source", "publisher", "outlet", "publication", "agency"), "source"),
    **dict.fromkeys(("url", "link"), "url"),
    **dict.fromkeys(("language", "lang"), "language"),
    **dict.fromkeys(("id", "doc id", "document id", "article id"), "id"),
    **{k: k for k in ("author", "authors", "by", "byline", "section", "updated", "subject", "topic", "location")},
    **{k: k for k in ("place", "country", "tags", "keywords", "copyright", "length", "words", "category")},
}
_HEAD_LINES, _LOOSE_LINES, _LOOSE_LENGTH = 20, 2, 200  # how far a head may reach, and what may be a bare headline


@dataclass(slots=True)
class Head:
    """What stands before the news: its day, where the day's words stand, where the news begins, other header fields.

    ``problem`` says what is wrong with a day that the text claims, and ``line`` (from 1) where; else they are empty.
    """

    date: Date | None = None
    date_span: tuple[int, int] | None = None
    body_start: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    line: int = 0


def parse_day(value: object) -> Date:
    """The day that a value of a record means; ``ValueError`` where it means none.

    Read are dates and datetimes, ISO 8601 with or without time and zone, ``20230429``, ``29 April 2023``, ``April 29,
    2023``, RFC 2822, and seconds or milliseconds since 1970 (in UTC). The day is the one written: a zone never moves
    it. ``29/04/2023`` is refused, for some would read such a date the other way round.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, Date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    if not isinstance(value, str):
        raise ValueError(f"a date cannot be a {type(value).__name__}")  # noqa: TRY004 - one error for all bad days
    words = value.strip()
    if len(words) > 80:
        raise ValueError(f"not a date: {words[:60]!r}...")
    if match := _COMPACT.fullmatch(words):
        return _day(words, *map(int, match.groups()))
    if re.fullmatch(r"-?[0-9]{9,13}(\.[0-9]+)?", words):
        return _from_number(float(words))
    if match := _VALUE.fullmatch(words):
        return _from_words(match["day"])
    if match := _UNIX_VALUE.fullmatch(words):
        return _from_words(f"{match['md']} {match['y']}")
    raise ValueError(f"cannot read the date {words!r}; write it as 2023-04-29")


def read_head(text: str) -> Head:
    """The head of a plain text: a ``date 2023-04-29`` prefix, header lines, a day on a line of its own.

    A bare headline may stand above the line that holds the day. Nothing found: the news begins at 0.
    """
    head, position, loose = Head(), 0, ""
    loose_lines = 0
    for number in range(1, _HEAD_LINES + 1):
        match = _LINE.match(text, position)
        end = match.end() if match else len(text)
        line = text[position:end].strip()
        if not line:
            if end >= len(text):
                break
            position = end
            continue
        taken = _take(head, text, position, end)
        if head.problem:
            head.line = number
            return head
        if taken:
            head.body_start = taken
            if loose:
                head.fields.setdefault("title", loose)
                loose = ""
            if taken < end and text[taken:end].strip():
                break
        else:
            loose_lines += 1
            if loose_lines > _LOOSE_LINES or head.date or len(line) > _LOOSE_LENGTH or line.endswith((".", '."', ".”")):
                break
            loose = loose or line
        position = end
    if head.body_start:
        rest = text[head.body_start :]
        head.body_start += len(rest) - len(rest.lstrip())
    return head


def begins_report(line: str) -> bool:
    """True where a line begins with ``date 2023-04-29``, the mark that parts the reports of one file."""
    return bool(_CUT.match(line))


def prefix_end(text: str) -> tuple[int, tuple[int, int] | None]:
    """Where the news begins in a record's text, and where its ``date ...`` prefix tells the day (0, None without)."""
    start = len(text) - len(text.lstrip())
    match = _PREFIX.match(text, start)
    return (match.end(), match.span("day")) if match else (0, None)


def day_in_name(name: str) -> Date | None:
    """The day that a file name bears (``2023-04-29_report.txt``, ``report-20230429.txt``), if it is a possible one."""
    for match in _IN_NAME.finditer(name):
        try:
            return Date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
    return None


def _take(head: Head, text: str, start: int, end: int) -> int:
    """Reads one line into the head; the offset where what was read ends, 0 where the line is none of the head's."""
    line = text[start:end]
    if match := _PREFIX.match(line):
        _set_day(head, match["day"], start + match.start("day"))
        return start + match.end()
    stripped = line.strip()
    if match := _VALUE.fullmatch(stripped):
        _set_day(head, match["day"], start + line.index(match["day"]))
        return end
    match = _HEADER.match(line)
    key = re.sub(r"[ _-]+", " ", match[1].lower()) if match else ""
    if match and key in _OTHER_KEYS:
        head.fields.setdefault(_OTHER_KEYS[key], match[2].strip())
        return end
    if match and key in _DATE_KEYS:
        if day := _VALUE.match(match[2]):
            _set_day(head, day["day"], start + match.start(2) + day.start("day"))
            return end
        if any(c.isdigit() for c in match[2]) and len(match[2]) <= 60:
            _set_day(head, match[2].strip(), start + match.start(2))
            return end
    return 0


def _set_day(head: Head, words: str, start: int) -> None:
    """The first day that a head tells is its day."""
    if head.date is not None:
        return
    try:
        head.date = parse_day(words)
    except ValueError as error:
        head.problem = str(error)
        return
    head.date_span = (start, start + len(words))


def _from_words(words: str) -> Date:
    """The day of ``2023-04-29``, ``29 April 2023`` or ``April 29, 2023``, which the pattern has matched."""
    numbers = [int(n) for n in re.findall(r"[0-9]+", words)]
    if len(numbers) == 3:
        return _day(words, *numbers)
    names = [name[:3].lower() for name in re.findall(r"[A-Za-z]{3,}", words)]
    month = next(_MONTHS.index(name) + 1 for name in reversed(names) if name in _MONTHS)
    return _day(words, numbers[1], month, numbers[0])


def _from_number(number: float) -> Date:
    """The day of ``20230429``, or of seconds or milliseconds since 1970."""
    if not -1e17 < number < 1e17:  # also NaN and infinity
        raise ValueError("cannot read a number of that size as a date; write it as 2023-04-29")
    if 16000101 <= number <= 21991231 and number == int(number):
        whole = int(number)
        return _day(str(whole), whole // 10000, whole // 100 % 100, whole % 100)
    seconds = number / 1000 if abs(number) >= 1e11 else number
    if not 1e8 <= abs(seconds) < 7e9:
        raise ValueError(f"cannot read the date {number}; write it as 2023-04-29")
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()


def _day(words: str, year: int, month: int, day: int) -> Date:
    """The calendar's day; ``ValueError`` naming the words where it has none, or it is no year of news."""
    if not 1600 <= year < 2200:
        raise ValueError(f"impossible date {words!r}: no news of the year {year}")
    try:
        return Date(year, month, day)
    except ValueError as error:
        raise ValueError(f"impossible date {words!r}: {error}") from None
