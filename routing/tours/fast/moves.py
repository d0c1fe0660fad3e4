"""Ruin and recreate in compiled code: the moves of `routing.tours.plain` on arrays."""

from planner.month.fast.compiled import below, compiled, draw
from routing.tours.fast.routes import cut, price, put
from routing.tours.fast.tables import LEFT, NOWHERE, Ground, Plan, Scratch

LONGEST = 6
BLINKS = 0.02


@compiled
def ruin(ground: Ground, plan: Plan, scratch: Scratch) -> None:
    """Take strings of calls out: a piece of one route or of every route, or near a random place."""
    routes, seed = len(plan.size), scratch.seed
    kind = draw(seed)
    if kind < 0.3:
        alone = below(seed, routes) if kind < 0.15 else -1
        for route in range(routes):
            if alone in (-1, route):
                _cut_string(ground, plan, scratch, route, below(seed, plan.size[route] + 1))
        return
    left = 1 + below(seed, min(routes, 3))
    centre = ground.candidates[below(seed, len(ground.candidates))]
    for node in ground.near[centre]:
        route = plan.place[node]
        if route >= 0 and scratch.touched[route] == 0:
            at = 0
            while plan.calls[route, at + 1] != node:
                at += 1
            _cut_string(ground, plan, scratch, route, at)
            left -= 1
            if left == 0:
                break


@compiled
def _cut_string(ground: Ground, plan: Plan, scratch: Scratch, route: int, around: int) -> None:
    """Take out a string of calls that holds or follows a position."""
    size = plan.size[route]
    if size == 0:
        return
    length = 1 + below(scratch.seed, min(LONGEST, size))
    first = min(max(0, around - below(scratch.seed, length)), size - 1)
    cut(ground, plan, route, first, min(length, size - first))
    scratch.touched[route] = 1


@compiled
def recreate(ground: Ground, plan: Plan, scratch: Scratch, reward_first: float) -> None:
    """Put calls in, the most worthy first, until none fits; what fits nowhere now fits nowhere later either."""
    fits, waiting = scratch.fits, scratch.waiting
    _find_fitting(ground, plan, scratch)
    by_delay = _weigh(ground, scratch, reward_first)
    least = _least_delay(plan, scratch)
    while waiting[0] > 0:
        chosen, into = _choose(plan, scratch, by_delay, least)
        node = fits[chosen]
        waiting[0] -= 1
        fits[chosen] = fits[waiting[0]]
        if draw(scratch.seed) < BLINKS:
            plan.place[node] = LEFT
        else:
            put(ground, plan, into, node)
            scratch.touched[into] = 1
            _price_again(ground, plan, scratch, into)


@compiled
def _find_fitting(ground: Ground, plan: Plan, scratch: Scratch) -> None:
    """The calls outside that fit somewhere; their prices are true afterwards."""
    count = 0
    for node in ground.candidates:
        place = plan.place[node]
        if place >= 0:
            continue
        plan.place[node] = -1
        found = False
        for route in range(len(plan.size)):
            if scratch.touched[route] or place == LEFT:
                price(ground, plan, route, node)
            found = found or plan.delay[route, node] < NOWHERE
        if found:
            scratch.fits[count] = node
            count += 1
    scratch.waiting[0] = count


@compiled
def _weigh(ground: Ground, scratch: Scratch, reward_first: float) -> bool:
    """Give every waiting call a weight by one of several orders; whether delay counts beside it."""
    seed, weight = scratch.seed, scratch.weight
    kind = draw(seed)
    skew, noise, power = 0.5 + 2.5 * draw(seed), 0.4 * below(seed, 3), 0.5 * 2.0 ** below(seed, 3)
    for k in range(scratch.waiting[0]):
        node = scratch.fits[k]
        chance = draw(seed)
        if kind < 0.1:
            weight[node] = chance
        elif kind < 0.2:
            weight[node] = 1.0 / (1.0 + ground.closes[node])
        elif kind < reward_first:
            weight[node] = ground.rewards[node] ** skew * chance
        else:
            weight[node] = ground.rewards[node] ** power * (1.0 - noise * chance)
    return kind >= max(0.2, reward_first)


@compiled
def _choose(plan: Plan, scratch: Scratch, by_delay: bool, least: float) -> tuple[int, int]:
    """The most worthy waiting call, as its index, and the route where it delays least."""
    best, chosen, into = -1.0, 0, 0
    for k in range(scratch.waiting[0]):
        node = scratch.fits[k]
        at = _cheapest(plan, node)
        worth = scratch.weight[node]
        if by_delay:
            worth /= max(0, plan.delay[at, node]) + least
        if worth > best:
            best, chosen, into = worth, k, at
    return chosen, into


@compiled
def _cheapest(plan: Plan, node: int) -> int:
    """The route in which a node delays least."""
    at = 0
    for route in range(1, len(plan.size)):
        if plan.delay[route, node] < plan.delay[at, node]:
            at = route
    return at


@compiled
def _price_again(ground: Ground, plan: Plan, scratch: Scratch, changed: int) -> None:
    """Prices of the waiting calls in a route that changed; those that fit nowhere any more leave."""
    kept = 0
    for k in range(scratch.waiting[0]):
        node = scratch.fits[k]
        if plan.delay[changed, node] < NOWHERE:
            price(ground, plan, changed, node)
        if plan.delay[_cheapest(plan, node), node] < NOWHERE:
            scratch.fits[kept] = node
            kept += 1
    scratch.waiting[0] = kept


@compiled
def _least_delay(plan: Plan, scratch: Scratch) -> float:
    """One and a fiftieth of the longest delay among the cheapest: calls that cost no time do not win by that alone."""
    most = 0
    for k in range(scratch.waiting[0]):
        node = scratch.fits[k]
        most = max(most, plan.delay[_cheapest(plan, node), node])
    return 1.0 + most / 50.0
