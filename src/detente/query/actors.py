"""Who stands in the records of a store, and how often in which part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .filters import Asked, Day, sides_of, when

_SEEN = """
SELECT coalesce(nullif(r.entity, ''), lower(r.name)) AS id, mode(r.name ORDER BY r.name) AS name,
       r.country, mode(r.sector ORDER BY r.sector) AS sector,
       count(DISTINCT r.document) AS documents,
       count(*) FILTER (r.role = 'actor') AS does, count(*) FILTER (r.role = 'recipient') AS suffers,
       count(*) FILTER (r.role = 'speaker') AS says, count(*) FILTER (r.kind = 'tie') AS ties,
       min(r.published) AS first, max(r.published) AS last
FROM entities_seen r{where}
GROUP BY 1, r.country ORDER BY documents DESC, id, r.country
"""


@dataclass(frozen=True, slots=True)
class Question:
    """SQL with its values."""

    sql: str
    values: list[Any]


def seen(
    *, country: str | None = None, sector: str | None = None, text: str | None = None, since: Day = None,
    until: Day = None, dataset: str | None = None,
) -> Question:  # fmt: skip
    """A row for each actor of a country.

    ``id``: of the lexicon, else the name in lower case; ``country``; the commonest ``name`` and ``sector``;
    ``documents``: in how many it stands; ``does``, ``suffers``: events; ``says``: statements; ``ties``: on either side;
    ``first``, ``last``: days of publication.

    ``country``: of that state or organisation; ``text``: in its name; ``since`` and ``until`` (excluded): published.
    """
    asked = Asked()
    if country is not None:
        code, _ = sides_of(country)
        asked.add("r.country = ? OR r.entity = ?", code, code)
    if sector is not None:
        asked.add("r.sector = ?", sector.upper())
    if text is not None:
        asked.add("contains(lower(r.name), ?)", text.lower())
    if (first := when(since)) is not None:
        asked.add("r.published >= ?", first)
    if (end := when(until)) is not None:
        asked.add("r.published < ?", end)
    if dataset is not None:
        asked.add("split_part(r.coder, ' ', 1) = ?", dataset)
    return Question(_SEEN.format(where=asked.where).strip(), asked.values)
