"""Who."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, office, person, force, party, organisation or group, as CODING.md has it.

    ``name`` is the fullest name that the text gives or plainly means; ``country`` ISO 3166 alpha-3 (``XKX`` Kosovo,
    ``PSE`` Palestine, ``TWN`` Taiwan; ``IGO``, ``IMG``, ``NGO`` for what is beyond one state; ``None`` for a group
    without a list or where it is not known); ``sector`` a PLOVER sector (``GOV MIL COP JUD LEG SPY PTY REB UAF OPP
    BUS CVL MED LAB EDU REL CRM REF NGO IGO GRP UNK``). ``id`` is the lexicon's id where it is a known entity, else
    empty. ``office`` is the office held on the day, where known. ``span`` is where it stands in the text, ``how`` the
    rule that resolved it, ``score`` how sure that is (0 to 1).
    """

    name: str
    country: str | None
    sector: str
    id: str = ""
    office: str = ""
    span: Span | None = None
    how: str = ""
    score: float = 1.0
    anonymous: bool = False

    @property
    def key(self) -> tuple[str, str | None, str]:
        """What makes two mentions the same entity: lexicon id or name, country, sector."""
        return (self.id or self.name, self.country, self.sector)
