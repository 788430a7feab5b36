"""Which language a text is in: a fast look for English, a model only where that fails."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

# Words that English news cannot do without and that its neighbours lack or use rarely.
_ENGLISH = frozenset(
    "the of and to in that for is on with was by at as from it its has said have are be he his were which not will been"
    " who their they after had but this would an or".split()
)
_LOOK = 1500  # characters looked at
_SHARE = 0.2  # of function words; English news has 0.30 to 0.45
_SHORT = 100  # characters below which no guess is trusted, unless the letters are no Latin ones
_DOUBT = 0.05  # of the wanted languages together, above which a text in Latin letters gets the benefit of it
_CODES = {"eng": "en", "english": "en"}


def foreign_language(text: str, declared: str, languages: Collection[str]) -> str:
    """Why a text is refused for its language; empty where it is one of ``languages`` (or these are empty).

    What the record declares is believed. Short texts pass: a headline says too little to tell.
    """
    if not languages:
        return ""
    only = f"only {', '.join(languages)} is coded"
    said = declared.strip().lower()
    if said and said not in ("und", "unknown", "mul", "zxx"):
        code = _CODES.get(said, said.replace("_", "-").split("-")[0])
        return "" if code in languages else f"language is declared as {declared[:30]!r}: {only}"
    look = text[:_LOOK]
    if "en" in languages:
        words = look.lower().split()
        if words and sum(word in _ENGLISH for word in words) >= _SHARE * len(words):
            return ""
    latin = sum(c < "\u0250" for c in look) >= 0.5 * len(look)
    if latin and len(look) < _SHORT:
        return ""
    ranked = _model().rank(look)
    if latin and sum(score for code, score in ranked if code in languages) > _DOUBT:
        return ""
    code, score = ranked[0]
    return "" if code in languages else f"language is {code} ({score:.2f}): {only}"


@lru_cache(maxsize=1)
def _model() -> Any:
    """The language model of py3langid, with scores between 0 and 1."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
