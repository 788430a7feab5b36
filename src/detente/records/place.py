"""Where."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text: ``name`` as written, ``country`` ISO alpha-3 or ``None``.

    ``lat`` and ``lon`` are WGS 84 degrees where the gazetteer knows them; ``grain`` is one of ``city admin country
    region``. ``admin1`` is the first-level division, ``geonameid`` the number in GeoNames, ``runner_up`` the place of
    that name that came second ("Paris (Texas, USA)"); empty and ``None`` where there is none.
    """

    name: str
    country: str | None
    span: Span | None = None
    lat: float | None = None
    lon: float | None = None
    grain: str = ""
    rule: str = ""
    score: float = 1.0
    admin1: str = ""
    geonameid: int | None = None
    runner_up: str | None = None
