"""The order of a day's calls: hospitals as the tour says, inside a hospital the urgent first, then door by door."""

from typing import TYPE_CHECKING

from planner.month.schedule import Visit, pinned_positions
from planner.month.tourbook import Option

if TYPE_CHECKING:
    from planner.month.state import State


def day_order(state: "State", day: int, option: Option) -> list[Visit]:
    """The calls of a day in the order they are made, pinned positions kept."""
    model = state.model
    order: list[int] = []
    for slot, sites in ((2 * day, option.morning_sites), (2 * day + 1, option.afternoon_sites)):
        for site in sites:
            block = state.blocks[slot][site]
            if len(block) > 1:
                block = tuple(sorted(block, key=lambda visit: (model.placements[visit][state.where[visit]].rank, visit)))
            order.extend(block)
    visits = [(model.need[visit], model.placements[visit][state.where[visit]].place) for visit in order]
    return _with_pins(visits, model.pinned_order[day]) if model.pinned_order[day] else visits


def _with_pins(visits: list[Visit], pins: dict[int, int]) -> list[Visit]:
    """Pinned calls at their positions, the others around them in their order."""
    due = pinned_positions(pins, [need for need, _ in visits])
    at = {due[visit[0]]: visit for visit in visits if visit[0] in due}
    # Of two calls pinned to one position only one can stand there; the other is ordered like any other.
    others = iter([visit for visit in visits if at.get(due.get(visit[0], -1)) != visit])
    return [at[n] if n in at else next(others) for n in range(len(visits))]
