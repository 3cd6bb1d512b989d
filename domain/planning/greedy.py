"""A quick plan without any search: what is answered when there is no time for better."""

from datetime import date

from domain.planning.board import Board
from domain.planning.candidates import Candidate, candidates, gap_off, is_kept
from domain.planning.facts import CadreKey, PlannedMeeting, StandIn
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey


def greedy(look: Lookups) -> Board:
    """Meetings with the fewest possible places first, each at the cheapest place still open."""
    places = {key: candidates(look, key) for key in look.keys}
    board = Board(look)
    usable = {key: _usable(look, key, places[key]) for key in look.keys}
    order = sorted(look.keys, key=lambda key: (not is_kept(look, key), usable[key], key))
    for key in order:
        meeting = cheapest(board, key, places[key])
        if meeting is not None:
            board.put(meeting)
    return board


def _usable(look: Lookups, key: MeetingKey, places: tuple[Candidate, ...]) -> int:
    """Places at which everybody required could be, were nothing else planned."""
    required = look.branches[key.branch].required
    return sum(
        all(look.can_attend(who, key, place.date, place.part) for who in required)
        for place in places
    )


def cheapest(board: Board, key: MeetingKey, places: tuple[Candidate, ...]) -> PlannedMeeting | None:
    """The cheapest way to hold the meeting as the board lies; None: there is none."""
    ranked = sorted(places, key=lambda x: (marginal_cost(board, key, x), x.date, x.start))
    for with_standins in (False, True):
        for place in ranked:
            if board.place_obstacle(key, place.date, place.part):
                continue
            if _too_close(board, key, place.date):
                continue
            meeting = seated(board, key, place, with_standins)
            if meeting is not None:
                return meeting
    return None


def marginal_cost(board: Board, key: MeetingKey, place: Candidate) -> int:
    """The place's own cost and what it adds for the required people's field weeks."""
    look, cost = board.look, place.cost
    weights, rotation = look.settings.weights, look.settings.rotation
    for who in look.branches[key.branch].required:
        before = look.cadres[who].last_field_week
        week = look.option_of(who, key.month, place.date) if look.rotates(who) else None
        if isinstance(week, date) and before is not None and key.month == look.facts.months[0]:
            apart = (week - before).days // 7
            off = max(0, rotation.spacing_min - apart, apart - rotation.spacing_max)
            cost += weights.cycle * off
        cost += (weights.weekend * (place.date.weekday() > 4)) if look.rotates(who) else 0
        cost += weights.trip * board.needs_trip(who, place.date)
    absent = sum(
        not look.can_attend(who, key, place.date, place.part)
        for who in look.branches[key.branch].wanted
    )
    return cost + weights.wanted * absent


def _too_close(board: Board, key: MeetingKey, day: date) -> bool:
    """Whether a binding gap to the meetings of the neighbouring months is broken."""
    look = board.look
    if not look.settings.gap.hard:
        return False
    index = look.facts.months.index(key.month)
    for other, sign in ((index - 1, 1), (index + 1, -1)):
        if 0 <= other < len(look.facts.months):
            near = board.meetings.get(MeetingKey(key.branch, look.facts.months[other]))
            if near is not None and gap_off(look, sign * (day - near.date).days):
                return True
    return False


def seated(
    board: Board, key: MeetingKey, place: Candidate, with_standins: bool
) -> PlannedMeeting | None:
    """The meeting at a place with every seat filled and the guests who can come."""
    branch = board.look.branches[key.branch]
    attend: list[CadreKey] = []
    standins: list[StandIn] = []
    for required in dict.fromkeys(branch.required):
        people = [required]
        if with_standins and not branch.no_standin:
            people += sorted(set(branch.standins) - set(branch.required))
        free = (x for x in people if x not in attend and not board.person_obstacle(x, key, place))
        holder = next(free, None)
        if holder is None:
            return None
        attend.append(holder)
        if holder != required:
            standins.append(StandIn(required, holder))
    replaced = {pair.required for pair in standins}
    for who in dict.fromkeys(branch.wanted):
        able = who not in attend and who not in replaced
        if able and not board.look.rotates(who) and not board.person_obstacle(who, key, place):
            attend.append(who)
    meeting = PlannedMeeting(
        *(key.branch, key.month, place.date, place.part), tuple(attend), tuple(standins)
    )
    several = len(standins) + len(set(branch.required)) > 1
    return None if several and board.empties_office(meeting) else meeting
