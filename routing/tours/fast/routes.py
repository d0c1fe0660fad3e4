"""Routes in compiled code: telling the time, the cheapest insertions, putting calls in and taking them out."""

from planner.month.fast.compiled import compiled
from routing.tours.fast.tables import LEFT, NOWHERE, Ground, Plan


@compiled
def tell_time(ground: Ground, plan: Plan, route: int) -> None:
    """Earliest and latest starts of a route."""
    calls, starts, latest = plan.calls[route], plan.starts[route], plan.latest[route]
    last = plan.size[route] + 1
    clock = ground.opens[0]
    starts[0] = clock
    for k in range(1, last + 1):
        clock = max(clock + ground.go[calls[k - 1], calls[k]], ground.opens[calls[k]])
        starts[k] = clock
    bound = ground.closes[0]
    latest[last] = bound
    for k in range(last - 1, -1, -1):
        bound = min(bound - ground.go[calls[k], calls[k + 1]], ground.closes[calls[k]])
        latest[k] = bound


@compiled
def price(ground: Ground, plan: Plan, route: int, node: int) -> None:
    """The cheapest place for a node in a route, remembered in the plan."""
    calls, starts, latest = plan.calls[route], plan.starts[route], plan.latest[route]
    opens, closes = ground.opens[node], ground.closes[node]
    best, at = NOWHERE, 0
    for k in range(plan.size[route] + 1):
        start = starts[k] + ground.go[calls[k], node]
        if start > closes:
            if starts[k] > closes:
                break
            continue
        reached = max(start, opens) + ground.go[node, calls[k + 1]]
        if reached <= latest[k + 1] and reached - starts[k + 1] < best:
            best, at = reached - starts[k + 1], k
    plan.delay[route, node] = best
    plan.position[route, node] = at


@compiled
def put(ground: Ground, plan: Plan, route: int, node: int) -> None:
    """Put a node at its cheapest place."""
    calls = plan.calls[route]
    at = plan.position[route, node] + 1
    for k in range(plan.size[route] + 2, at, -1):
        calls[k] = calls[k - 1]
    calls[at] = node
    plan.size[route] += 1
    plan.place[node] = route
    tell_time(ground, plan, route)


@compiled
def cut(ground: Ground, plan: Plan, route: int, first: int, length: int) -> None:
    """Take `length` calls out, from position `first` on (0 = first call); prices are no longer true."""
    calls, size = plan.calls[route], plan.size[route]
    for k in range(first + 1, first + 1 + length):
        plan.place[calls[k]] = LEFT
    for k in range(first + 1, size + 2 - length):
        calls[k] = calls[k + length]
    plan.size[route] = size - length
    tell_time(ground, plan, route)


@compiled
def copy_route(source: Plan, target: Plan, route: int) -> None:
    """A route with its times and prices, not the places."""
    target.size[route] = source.size[route]
    for k in range(source.size[route] + 2):
        target.calls[route, k] = source.calls[route, k]
        target.starts[route, k] = source.starts[route, k]
        target.latest[route, k] = source.latest[route, k]
    for node in range(len(source.place)):
        target.delay[route, node] = source.delay[route, node]
        target.position[route, node] = source.position[route, node]


@compiled
def copy_prices(source: Plan, target: Plan) -> None:
    """Places and prices of all routes."""
    for node in range(len(source.place)):
        target.place[node] = source.place[node]
        for route in range(len(source.size)):
            target.delay[route, node] = source.delay[route, node]
            target.position[route, node] = source.position[route, node]


@compiled
def reward(ground: Ground, plan: Plan, route: int) -> int:
    """What the calls of a route are worth."""
    total = 0
    for k in range(1, plan.size[route] + 1):
        total += ground.rewards[plan.calls[route, k]]
    return total


@compiled
def cost(ground: Ground, plan: Plan) -> float:
    """Reward with its sign turned, and a trifle for late homecoming, so that shorter plans win among equals."""
    total = 0.0
    for route in range(len(plan.size)):
        total += ground.scale[1] * plan.starts[route, plan.size[route] + 1] - reward(ground, plan, route)
    return total
