"""Frozen records of Riwaya: what is read, what is told, what is fused; they serialise to the public contract."""

from riwaya.model.document import Document, DocumentInput, Evidence, Passage, Problem, Story, StoryInput
from riwaya.model.incident import Account, Dispute, DisputedValue, Incident, Relation
from riwaya.model.interval import DayCount, Interval, Span
from riwaya.model.page import Page
from riwaya.model.reading import (
    Entity,
    Event,
    EventTime,
    Link,
    Mention,
    Participant,
    Quantity,
    Reading,
    Statement,
    StatementTime,
    TimeExpression,
)

__all__ = [
    "Account",
    "DayCount",
    "Dispute",
    "DisputedValue",
    "Document",
    "DocumentInput",
    "Entity",
    "Event",
    "EventTime",
    "Evidence",
    "Incident",
    "Interval",
    "Link",
    "Mention",
    "Page",
    "Participant",
    "Passage",
    "Problem",
    "Quantity",
    "Reading",
    "Relation",
    "Span",
    "Statement",
    "StatementTime",
    "Story",
    "StoryInput",
    "TimeExpression",
]
