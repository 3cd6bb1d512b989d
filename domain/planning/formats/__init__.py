"""Reads and writes the two file formats `chibo-instance/1` and `chibo-plan/1`.

`read_facts` and `read_plan` take decoded JSON and raise `Malformed` with the path of the first
thing that is wrong; `write_facts` and `write_plan` give back plain lists and dictionaries.
"""

from domain.planning.formats.instances import INSTANCE_FORMAT, read_facts
from domain.planning.formats.plans import PLAN_FORMAT, read_plan
from domain.planning.formats.writing import write_facts, write_plan

__all__ = [
    "INSTANCE_FORMAT",
    "PLAN_FORMAT",
    "read_facts",
    "read_plan",
    "write_facts",
    "write_plan",
]
