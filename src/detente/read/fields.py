"""Which column of a record is what, and the record as a document."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date as Date
from functools import lru_cache

from detente.errors import ReadError
from detente.records import Document, Reject

from .clean import refuse
from .dateline import parse_day, prefix_end

_USUAL = {
    "id": "id doc_id docid document_id article_id story_id uid uuid guid _id",
    "date": "date published pub_date pubdate publication_date publicationdate published_at published_date publish_date"
    " publishdate date_published date_publish datetime timestamp created_at day",
    "title": "title headline heading",
    "text": "text body content article story full_text fulltext maintext main_text article_text article_body body_text"
    " raw_text",
    "source": "source publisher outlet publication source_name domain source_domain",
    "url": "url link uri href source_url",
    "language": "language lang language_code",
}
NAMES = {field: tuple(names.split()) for field, names in _USUAL.items()}  # usual column names, best first
_MAX_DEPTH = 32  # of a value kept in ``Document.extra``


def check_fields(fields: Mapping[str, str]) -> None:
    """Raises ``ReadError`` where ``--field`` names a field that a document does not have."""
    for name in fields:
        if name not in NAMES:
            raise ReadError(f"--field {name}={fields[name]}: no such field; there are {', '.join(NAMES)}")


def columns(names: list[str], fields: Mapping[str, str]) -> dict[str, list[str]]:
    """For each field of a document the columns that may hold it, best first.

    ``fields`` says it outright (``{"text": "body"}``), else common names tell, in any case, with ``_``, ``-``, a blank
    or a capital between words (``publishedAt``).
    """
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(_plain_name(name), name)
    found = {}
    for target, usual in NAMES.items():
        if target in fields:
            said = fields[target]
            found[target] = [said] if said in names else [by_name[n] for n in (_plain_name(said),) if n in by_name]
        else:
            found[target] = [by_name[n] for n in usual if n in by_name and by_name[n] not in fields.values()]
    return found


def header_problem(names: list[str], fields: Mapping[str, str]) -> str:
    """Why a table with these columns cannot be read: none for the text, or one named by ``--field`` is not there."""
    found = columns(names, fields)
    if not found["text"]:
        return lacks_text(names, fields)
    gone = next((target for target in fields if not found[target]), "")
    have = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return f"no field {fields[gone]!r} for the {gone}; there are: {have}" if gone else ""


def lacks_text(names: list[str], fields: Mapping[str, str]) -> str:
    """The words for records without a column for the text."""
    have = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    if "text" in fields:
        return f"no field {fields['text']!r} for the text; there are: {have}"
    return f"no field for the text among: {have}; say which, as in --field text=NAME"


def document_of(
    record: Mapping[str, object], origin: str, fields: Mapping[str, str], where: str = ""
) -> Document | Reject:
    """One record as a document, or why it is none. ``where`` (``row 3: ``) begins the reason."""
    names = list(record)
    found = columns(names, fields)
    if not found["text"]:
        return refuse(origin, where + lacks_text(names, fields), repr(dict(record))[:200])
    used = {target: _first(record, options) for target, options in found.items()}
    text = used["text"][1]
    if not isinstance(text, str) or not text.strip():
        kind = "empty" if text is None or isinstance(text, str) else f"a {_kind(text)}, not text"
        return refuse(origin, f"{where}{used['text'][0]!r} is {kind}", repr(dict(record))[:200])
    try:
        strings = {t: _string(*used[t]) for t in ("id", "title", "source", "url", "language")}
        body_start, span = prefix_end(text)
        date = _date(*used["date"])
        if date is None and span:
            date = parse_day(text[slice(*span)])
        taken = {name for name, value in used.values() if name}
        extra = {str(_plain(n)): _plain(v) for n, v in record.items() if n not in taken}
    except (ValueError, RecursionError) as error:
        return refuse(origin, f"{where}{error}", text)
    return Document(text=text, date=date, body_start=body_start, date_span=span, origin=origin, extra=extra, **strings)


@lru_cache(maxsize=4096)
def _plain_name(name: str) -> str:
    """``publishedAt``, ``Published At`` and ``published-at`` are ``published_at``."""
    return re.sub(r"[\s_-]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip())).lower() or name


def _first(record: Mapping[str, object], options: list[str]) -> tuple[str, object]:
    """Name and value of the first column that holds something; the first of all where none does."""
    for name in options:
        value = record[name]
        if value is not None and (not isinstance(value, str) or value.strip()):
            return name, value
    return (options[0], record[options[0]]) if options else ("", None)


def _date(name: str, value: object) -> Date | None:
    """The day in a date column; ``None`` where it is empty; ``ValueError`` where it cannot be read."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    try:
        return parse_day(value)
    except ValueError as error:
        raise ValueError(f"{name!r}: {error}") from None


def _string(name: str, value: object) -> str:
    """A column that should hold words, as words; ``ValueError`` where it holds a list or an object."""
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]  # {"source": {"id": "bbc", "name": "BBC"}}
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # an id that went through a table with gaps
    if isinstance(value, list | dict | bytes | bool):
        raise ValueError(f"{name!r} is a {_kind(value)}, not words")  # noqa: TRY004 - one error for all bad columns
    return str(_plain(str(value))).strip()


def _plain(value: object, depth: int = 0) -> object:
    """A value that can be written as JSON in UTF-8: half surrogates become U+FFFD, NaN ``None``, the rest words."""
    if isinstance(value, str):
        return value if value.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth >= _MAX_DEPTH:
        raise ValueError(f"nested deeper than {_MAX_DEPTH} levels")
    if isinstance(value, list | tuple):
        return [_plain(v, depth + 1) for v in value]
    if isinstance(value, dict):
        return {str(_plain(str(k))): _plain(v, depth + 1) for k, v in value.items()}
    return str(value)


def _kind(value: object) -> str:
    names = {dict: "JSON object", list: "list", bool: "truth value", int: "number", float: "number"}
    return names.get(type(value), type(value).__name__)
