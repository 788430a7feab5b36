"""Import of the SIPRI register of arms transfers, as ties: from supplier to recipient."""

from __future__ import annotations

import re
from datetime import date as Date
from functools import cache

from ..records import Entity, Quantity, Reason, Result, Span, Tie, Transfer, content_id
from .known import actor_named, country_named, table
from .lines import Form, Row, Unfit
from .make import document_of, number_in, reason_of

_GENERATED = re.compile(r"Data generated:\s*(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})")
_SUM = re.compile(
    r"(?:^|; *)(?P<sum>(?P<unit>US\$|\$|[A-Z]{3}) ?(?P<low>\d[\d,.]*?)(?:-(?P<high>\d[\d,.]*?))? ?(?P<by>[mb])\b)"
    r"(?: ?\([^)]*\))? (?:deal|order|contract)\b"
)
_BY = {"m": 1e6, "b": 1e9}


def _result(row: Row, label: str) -> Result:
    years = _years(row)
    ordered_in = number_in(row, "year_of_order", 1900, 2200)
    ordered, delivered = number_in(row, "number_ordered", 0), number_in(row, "number_delivered", 0)
    published = _generated(row.before)
    document = document_of(row, label, (row.text,), published)
    comments = row.get("comments").lower()
    second_hand = row.get("status").lower().startswith("second")
    transfer = Transfer(
        row.get("weapon_designation").lower() or None, class_of(row.get("weapon_description")), ordered, delivered,
        int(ordered_in) if ordered_in else None,
        None if not years else years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}",
        "licen" in comments, second_hand, _value(row),
    )  # fmt: skip
    doubt = [c for c in row.cells if c.endswith("_doubt") and row.get(c)]
    items = tuple(
        dict.fromkeys(s for c in ("weapon_designation", "weapon_description") if (s := row.span(c)) is not None)
    )
    done = bool(years) and ordered is not None and delivered is not None and delivered >= ordered
    past = done and published is not None and int(years[-1]) < published.year
    tie = Tie(
        content_id("t", document.id, "sipri"), document.id, "arms_supply", _side(row, "supplier"),
        _side(row, "recipient"), items, row.span("number_ordered") or row.span("number_delivered"), None,
        row.span(doubt[0]) if doubt else None, None, None, "past" if past else "current", row.whole, row.whole,
        published.isoformat() if published else None, (row.whole,), "sipri:register",
        reasons=(*_reasons(row, doubt), Reason("status", "sipri:year_s_of_delivery", note=_STATUS)), transfer=transfer,
    )  # fmt: skip
    return Result(document, ties=(tie,), notes=(row.note,) if row.note else (), sentences=(row.whole,))


_STATUS = "past: all that was ordered is delivered, the last of it before the year of the register"


def _reasons(row: Row, doubt: list[str]) -> list[Reason]:
    columns = {
        "source": "supplier", "target": "recipient", "items": "weapon_designation", "order_year": "year_of_order",
        "ordered": "number_ordered", "delivered": "number_delivered", "delivery_years": "year_s_of_delivery",
        "second_hand": "status", "licensed": "comments",
    }  # fmt: skip
    notes = {c.removesuffix("_doubt"): "uncertain in the register" for c in doubt}
    return [reason_of(row, f, "sipri", c, notes.get(c, "")) for f, c in columns.items() if row.get(c)]


def _side(row: Row, column: str) -> Entity:
    """Who supplies or receives; a name with ``*`` is no state (its country may follow in brackets)."""
    name, span = row.get(column), row.span(column)
    bare = name.rstrip("*").strip()
    country = country_named(bare)
    known = actor_named(bare) or actor_named(bare.split(" (", maxsplit=1)[0])
    if country is not None:
        return Entity(name, country, "GOV", country, span=span, how=f"sipri:{column}")
    if known is not None:
        return Entity(name, known.country, known.sector, known.id, span=span, how=f"sipri:{column}")
    inside = re.search(r"\(([^()]+)\)\**$", name)
    where = country_named(inside[1]) if inside else None
    return Entity(name, where, "REB" if "*" in name else "UNK", span=span, how=f"sipri:{column}")


def _years(row: Row) -> list[str]:
    years = [y for y, _ in row.parts("year_s_of_delivery") if y]
    if any(not re.fullmatch(r"\d{4}", y) for y in years):
        raise Unfit(f"year(s) of delivery are no years: {row.get('year_s_of_delivery')!r}")
    return sorted(years)


@cache
def class_of(description: str) -> str | None:
    """The class of a weapon by its description: the longest words known, of equally long ones the last.

    >>> class_of("anti-ship missile"), class_of("ASW helicopter"), class_of("thing")
    ('missile', 'aircraft', None)
    """
    found, best = None, (0, -1)
    for row in table("exchange/sipri_weapons.tsv"):
        for match in re.finditer(rf"(?<![\w-]){re.escape(row['words'])}(?!\w)", description):
            if (len(row["words"]), match.start()) > best:
                found, best = row["kind"], (len(row["words"]), match.start())
    return found


def _value(row: Row) -> Quantity | None:
    """The price of the deal where the comments tell it plainly ("$30 m deal"), not as part of another's."""
    cell = row.cells.get("comments")
    match = _SUM.search(row.text[cell[1] : cell[2]]) if cell else None
    if cell is None or match is None:
        return None
    low = float(match["low"].replace(",", "")) * _BY[match["by"]]
    high = float(match["high"].replace(",", "")) * _BY[match["by"]] if match["high"] else low
    span = Span.of(row.text, cell[1] + match.start("sum"), cell[1] + match.end("sum"))
    return Quantity(span, low if low == high else None, low, high, "USD" if "$" in match["unit"] else match["unit"])


def _generated(before: str) -> Date | None:
    """The day on which the register was asked, as the lines before its header say."""
    match = _GENERATED.search(before)
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    if match is None or match[2] not in months:
        return None
    try:
        return Date(int(match[3]), months.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


_COLUMNS = (
    "recipient", "supplier", "year_of_order", "year_of_order_doubt", "number_ordered", "number_ordered_doubt",
    "weapon_designation", "weapon_description", "number_delivered", "number_delivered_doubt", "year_s_of_delivery",
    "status", "comments", "sipri_tiv_per_unit", "sipri_tiv_for_total_order", "sipri_tiv_of_delivered_weapons",
)  # fmt: skip
FORM = Form(
    "sipri",
    {len(_COLUMNS): _COLUMNS},
    ("recipient", "supplier", "weapon_designation"),
    _result,
    delimiter=",",
    aliases={"year_s_of_deliveries": "year_s_of_delivery", "years_of_delivery": "year_s_of_delivery"},
    needs_header=True,
)
