"""Every error that Détente raises on purpose.

DetenteError
├── ConfigError      the settings file or a setting is wrong
├── LexiconError     a row of a lexicon file is wrong (file:line)
├── ReadError        an input could not be read (file, line or record)
├── ModelError       the language model is missing or lacks a part
├── PipelineError    components do not fit together
├── CaseError        a marked test case is malformed (file:line)
├── StoreError       a store is missing, of another version, or asked for what it lacks
└── RecordNotFound   no record of that id
"""

from __future__ import annotations


class DetenteError(Exception):
    """Base of all errors raised on purpose; its text is meant for the user."""


class ConfigError(DetenteError):
    """A settings file or a setting is wrong."""


class LexiconError(DetenteError):
    """A lexicon row is wrong; the message begins with ``file:line``."""


class ReadError(DetenteError):
    """An input could not be read; the message names file and line or record."""


class ModelError(DetenteError):
    """The language model is missing, or lacks a part that coding needs."""


class PipelineError(DetenteError):
    """Components are assembled in an order in which one lacks what it needs."""


class CaseError(DetenteError):
    """A marked test case is malformed; the message begins with ``file:line``."""


class StoreError(DetenteError):
    """A store is missing, of another version, or asked for what it lacks."""


class RecordNotFound(DetenteError):
    """No record has the id that was asked for."""
