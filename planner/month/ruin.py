"""Taking a part of the month out again: strings of neighbouring hospital blocks, not single visits.

Method: slack induction by string removals (Christiaens and Vanden Berghe 2020) on blocks of (hospital, half day).
"""

from collections.abc import Callable
from random import Random

from planner.month.state import State
from planner.month.tourbook import bits

STRINGS, HOSPITALS, DAYS = 0.70, 0.85, 0.95
"""Cumulative shares of the kinds of ruin; the rest removes scattered visits."""


class Ruin:
    """Chooses visits to remove around a random seed visit."""

    def __init__(self, state: State, random: Random) -> None:
        self._state = state
        self._model = state.model
        self._random: Callable[[], float] = random.random
        self._slots_of_week: dict[int, int] = {}
        for day, week in enumerate(self._model.week):
            self._slots_of_week[week] = self._slots_of_week.get(week, 0) | 3 << 2 * day
        self._every_slot = (1 << 2 * self._model.days) - 1

    def choose(self) -> list[int]:
        """Placed visits to take out, each once."""
        kind = self._random()
        if kind < STRINGS:
            chosen = self._strings()
        elif kind < HOSPITALS:
            chosen = self._hospitals()
        elif kind < DAYS:
            chosen = self._days()
        else:
            chosen = self._scattered()
        return list(dict.fromkeys(chosen))

    def _below(self, limit: int) -> int:
        return int(self._random() * limit)

    def _seed(self) -> tuple[int, int]:
        """A random visit's site and slot; an unplaced one counts as standing at a random placement."""
        state = self._state
        visit = self._below(len(state.where))
        placements = self._model.placements[visit]
        while not placements:
            visit = self._below(len(state.where))
            placements = self._model.placements[visit]
        index = state.where[visit]
        placement = placements[index if index >= 0 else self._below(len(placements))]
        return placement.site, placement.slot

    def _strings(self) -> list[int]:
        """Strings of one to three blocks on the one to six days that come nearest to the seed."""
        site, slot = self._seed()
        days = 1 + self._below(6)
        slots = self._slots_of_week[self._model.week[slot >> 1]] if self._random() < 0.7 else self._every_slot
        half = self._random() < 0.2
        chosen: list[int] = []
        for anchor, day in self._nearest_days(site, slots, days):
            string = self._string(anchor, day)
            chosen += [visit for visit in string if self._random() < 0.5] if half else string
        return chosen

    def _nearest_days(self, site: int, slots: int, days: int) -> list[tuple[int, int]]:
        """The slots nearest to a site, one a day: (site found there, slot)."""
        open_at, found = self._state.open_at, []
        for near in self._model.neighbours[site]:
            here = open_at[near] & slots
            while here:
                low = here & -here
                slot = low.bit_length() - 1
                found.append((near, slot))
                if len(found) == days:
                    return found
                slots &= ~(3 << (slot & ~1))
                here &= slots
        return found

    def _string(self, site: int, slot: int) -> list[int]:
        state = self._state
        day = slot >> 1
        option = state.option[day]
        if option is None:
            return list(state.blocks[slot][site])
        chain = [(2 * day, each) for each in option.morning_sites] + [(2 * day + 1, each) for each in option.afternoon_sites]
        length = 1 + self._below(3)
        first = max(0, chain.index((slot, site)) - self._below(length))
        return [visit for at, each in chain[first : first + length] for visit in state.blocks[at][each]]

    def _hospitals(self) -> list[int]:
        """A hospital with up to two neighbours, for the week or now and then for the month."""
        site, slot = self._seed()
        slots = self._every_slot if self._random() < 0.15 else self._slots_of_week[self._model.week[slot >> 1]]
        state = self._state
        chosen: list[int] = []
        for near in self._model.neighbours[site][: 1 + self._below(3)]:
            for at in bits(state.open_at[near] & slots):
                chosen += state.blocks[at][near]
        return chosen

    def _days(self) -> list[int]:
        """One or two whole or half days."""
        state = self._state
        chosen: list[int] = []
        for _ in range(1 + self._below(2)):
            slot = self._below(2 * self._model.days)
            slots = (slot,) if self._random() < 0.5 else (slot, slot ^ 1)
            for at in slots:
                for block in state.blocks[at].values():
                    chosen += block
        return chosen

    def _scattered(self) -> list[int]:
        where = self._state.where
        drawn = [self._below(len(where)) for _ in range(2 + self._below(8))]
        return [visit for visit in drawn if where[visit] >= 0]
