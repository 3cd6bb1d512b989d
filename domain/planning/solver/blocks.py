"""Solves one large coupled district in pieces: field weeks first, then blocks of communes, then
repairs where blocks left a meeting out."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from domain.planning.board import Board
from domain.planning.candidates import least_cost
from domain.planning.facts import CommuneKey, PlanningFacts
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey, Plan
from domain.planning.rings import ring_of
from domain.planning.solver.exact import Found, solve_scope
from domain.planning.solver.master import Weeks, choose_weeks
from domain.planning.solver.outcome import fill, finished, quick_plan, reading_of
from domain.planning.solver.scope import Scope, initial_levels
from domain.planning.solver.search import Budget

BLOCK = 150
"""Meetings a block aims at; anything from 60 to 300 serves about as well."""

MOST_IN_REPAIR = 400


def solve_in_blocks(facts: PlanningFacts, budget: Budget, workers: int) -> Plan:
    """A good plan whose missing meetings are few; `missing_bound` of them are proven needed."""
    look = Lookups(facts)
    weeks = choose_weeks(look, budget.limited(budget.left() * 0.5))
    if weeks is None:
        return quick_plan(look)
    board = Board(look)
    for (who, month), option in weeks.options.items():
        board.send(who, month, option)
    missing: set[MeetingKey] = set()
    for wave in _waves(look, _blocks(look)):
        missing |= _solve_wave(look, board, wave, budget, workers)
        budget.tell(None, None, len(missing), "blocks")
    _repair(look, board, missing, budget)
    fill(board)
    return _final(look, board, weeks)


def _blocks(look: Lookups) -> list[tuple[MeetingKey, ...]]:
    """Whole communes put together, neighbours by shared people first."""
    by_commune: dict[CommuneKey, list[MeetingKey]] = defaultdict(list)
    for key in look.keys:
        by_commune[look.branches[key.branch].commune].append(key)
    blocks: list[tuple[MeetingKey, ...]] = []
    current: list[MeetingKey] = []
    for commune in _walk(look, by_commune):
        if current and len(current) + len(by_commune[commune]) > BLOCK:
            blocks.append(tuple(sorted(current)))
            current = []
        current += by_commune[commune]
    return [*blocks, tuple(sorted(current))] if current else blocks


def _walk(look: Lookups, by_commune: dict[CommuneKey, list[MeetingKey]]) -> list[CommuneKey]:
    """Communes in breadth-first order over shared required people."""
    homes: dict[str, set[CommuneKey]] = defaultdict(set)
    for branch in look.branches.values():
        for who in branch.required:
            homes[who].add(branch.commune)
    near: dict[CommuneKey, set[CommuneKey]] = defaultdict(set)
    for communes in homes.values():
        for commune in communes:
            near[commune] |= communes
    order: list[CommuneKey] = []
    seen: set[CommuneKey] = set()
    for start in sorted(by_commune):
        queue = [start] if start not in seen else []
        seen.add(start)
        while queue:
            commune = queue.pop(0)
            order.append(commune)
            fresh = sorted(near[commune] - seen)
            seen.update(fresh)
            queue += fresh
    return order


def _waves(
    look: Lookups, blocks: list[tuple[MeetingKey, ...]]
) -> list[list[tuple[MeetingKey, ...]]]:
    """Blocks that share nobody can be solved side by side: a greedy colouring."""
    people = [{who for key in block for who in _people(look, key)} for block in blocks]
    waves: list[list[int]] = []
    for number in range(len(blocks)):
        for wave in waves:
            if not any(people[number] & people[other] for other in wave):
                wave.append(number)
                break
        else:
            waves.append([number])
    return [[blocks[number] for number in wave] for wave in waves]


def _people(look: Lookups, key: MeetingKey) -> tuple[str, ...]:
    branch = look.branches[key.branch]
    return (*branch.required, *branch.wanted, *branch.standins)


def _solve_wave(
    look: Lookups,
    board: Board,
    wave: list[tuple[MeetingKey, ...]],
    budget: Budget,
    workers: int,
) -> set[MeetingKey]:
    """Solve the blocks of a wave against the same board, then put them all on it."""

    def one(keys: tuple[MeetingKey, ...]) -> Found | None:
        scope = Scope(levels=initial_levels(look, keys), keys=keys, board=board)
        return solve_scope(look, scope, budget.silent())

    missing: set[MeetingKey] = set()
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        for keys, found in zip(wave, pool.map(one, wave), strict=True):
            missing |= _put(board, keys, found)
    return missing


def _put(board: Board, keys: tuple[MeetingKey, ...], found: Found | None) -> set[MeetingKey]:
    """Put what was found on the board; what it left out, or what offices cannot spare, is
    missing."""
    held = set()
    for meeting in found.reading.meetings if found else ():
        key = MeetingKey(meeting.branch, meeting.month)
        if not board.empties_office(meeting):
            board.put(meeting)
            held.add(key)
    return set(keys) - held


def _repair(look: Lookups, board: Board, missing: set[MeetingKey], budget: Budget) -> None:
    """Free the weeks around each meeting left out, in growing rings, until it finds its place."""
    for key in sorted(missing):
        for ring in (1, 2, 3):
            if key in board.meetings or budget.left() == 0:
                break
            free = ring_of(look, frozenset({key}), ring) | {key}
            if len(free) <= MOST_IN_REPAIR:
                _retry(look, board, tuple(sorted(free)), budget)


def _retry(look: Lookups, board: Board, keys: tuple[MeetingKey, ...], budget: Budget) -> None:
    """Solve some meetings anew, the rest of the board fixed; kept only if more are held."""
    before = [board.take(key) for key in keys if key in board.meetings]
    for key in keys:
        for who in look.branches[key.branch].required:
            board.recall_idle(who, key.month)
    scope = Scope(levels=initial_levels(look, keys), keys=keys, board=board)
    found = solve_scope(look, scope, budget.silent())
    if found is not None and len(found.reading.meetings) > len(before):
        left = _put(board, keys, found)
        if len(keys) - len(left) > len(before):
            return
        for key in keys:
            if key in board.meetings:
                board.take(key)
    for meeting in before:
        board.put(meeting)


def _final(look: Lookups, board: Board, weeks: Weeks) -> Plan:
    reading = reading_of(board)
    bound = weeks.bound if len(reading.missing) == weeks.missing_bound else None
    bound = bound if reading.missing else max(bound or 0, least_cost(look))
    return finished(look.facts, reading, bound, weeks.missing_bound)
