"""Distinct types for the numbers that identify rows, so that they cannot be mixed up."""

from typing import NewType

UnitId = NewType("UnitId", int)
BranchId = NewType("BranchId", int)
PersonId = NewType("PersonId", int)
MeetingId = NewType("MeetingId", int)
VisitId = NewType("VisitId", int)
PlanId = NewType("PlanId", int)
QuestionId = NewType("QuestionId", int)
OutgoingId = NewType("OutgoingId", int)
