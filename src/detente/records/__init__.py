"""What flows through the house: frozen dataclasses, standard library only."""

from .document import Document, Reject
from .entity import Entity
from .event import STATUSES, Event
from .evidence import Drop, Reason
from .ids import content_id
from .moment import Moment
from .place import Place
from .quantity import MEASURES, Measure, Quantity
from .result import Result
from .span import Span
from .statement import Statement
from .tie import KINDS, Tie, Transfer

__all__ = [
    "KINDS",
    "MEASURES",
    "STATUSES",
    "Document",
    "Drop",
    "Entity",
    "Event",
    "Measure",
    "Moment",
    "Place",
    "Quantity",
    "Reason",
    "Reject",
    "Result",
    "Span",
    "Statement",
    "Tie",
    "Transfer",
    "content_id",
]
