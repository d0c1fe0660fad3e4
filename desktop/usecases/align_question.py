"""A manager's question as the window asks it: one of the what-ifs with its figures, turned into the request of an alignment."""

from dataclasses import dataclass, replace
from enum import StrEnum

from db.store import Store
from desktop.usecases.align_launch import launch
from desktop.usecases.align_part_time import change_share
from desktop.usecases.align_rebalance import challenged_request
from desktop.usecases.align_split import new_rep, split
from desktop.usecases.align_vacancy import vacate
from planner.domain.alignment import AlignmentId
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.domain.places import Coordinate
from planner.domain.products import ProductId
from planner.domain.territory import WORKLOAD, AlignmentRequest, Contiguity
from planner.domain.units import Month
from planner.errors import AlignmentError
from planner.policy.preset import preset


class Ask(StrEnum):
    """What may be asked."""

    REBALANCE = "rebalance"
    LEAVES = "leaves"
    JOINS = "joins"
    PART_TIME = "part-time"
    LAUNCH = "launch"
    SIZING = "sizing"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `band` is the tolerance of workload, `limit` its hard limit, `moved_cap` the share 0..1 of accounts that a
    rep may lose (None = any). Of the others only those count that `ask` speaks of: the `rep` who leaves or works `share` of the
    week, the `name` and `home` of one who joins, `product` with `calls` more on `tiers`, `sizes` of the team.

    `base` is the alignment that is solved again with what was granted to reps, `anyway` even while challenges are open.
    """

    ask: Ask
    month: Month
    band: float = 0.05
    limit: float | None = None
    moved_cap: float | None = None
    contiguity: Contiguity = Contiguity.SOFT
    rep: RepId | None = None
    reshuffle: bool = False
    share: float = 1.0
    name: str = ""
    home: Coordinate | None = None
    product: ProductId | None = None
    calls: float = 1.0
    tiers: tuple[str, ...] = ("A", "B")
    sizes: tuple[int, ...] = ()
    base: AlignmentId | None = None
    anyway: bool = False


def request_of(store: Store, question: Question) -> AlignmentRequest:
    """The request of a question. Raises AlignmentError when something is missing, or challenges are open."""
    request = _goals(question, AlignmentRequest(question.month))
    if question.base is not None:
        request = challenged_request(store, question.base, anyway=question.anyway)
    match question.ask:
        case Ask.LEAVES:
            return vacate(request, _rep(question), reshuffle=question.reshuffle)
        case Ask.PART_TIME:
            return change_share(request, _rep(question), question.share)
        case Ask.JOINS:
            return _joins(store, question, request)
        case Ask.LAUNCH:
            return _launched(store, question, request)
    return request


def _goals(question: Question, request: AlignmentRequest) -> AlignmentRequest:
    """Band, limit, cap and pieces as they are asked for."""
    balances = tuple(
        replace(each, tolerance=question.band, limit=question.limit) if each.activity == WORKLOAD else each
        for each in request.balances
    )
    wishes = replace(request.wishes, moved_cap=question.moved_cap)
    return replace(request, balances=balances, wishes=wishes, contiguity=question.contiguity)


def _rep(question: Question) -> RepId:
    if question.rep is None:
        raise AlignmentError(message("No rep is chosen."), message("Choose the rep whom the question is about."))
    return question.rep


def _joins(store: Store, question: Question, request: AlignmentRequest) -> AlignmentRequest:
    """Somebody on record without a territory, or somebody new."""
    with store.read() as books:
        reps, policy = books.reps.all(), books.policies.current() or preset()
    if question.rep is not None:
        return split(request, next(each for each in reps if each.id == question.rep), reps)
    if not question.name.strip() or question.home is None:
        raise AlignmentError(
            message("A rep who joins needs a name and a home."),
            message("Type a name, and take the middle of the map or a coordinate as the home."),
        )
    return split(request, new_rep(question.name.strip(), question.home, None, reps, policy), reps)


def _launched(store: Store, question: Question, request: AlignmentRequest) -> AlignmentRequest:
    with store.read() as books:
        products, policy = books.products.all(), books.policies.current() or preset()
    return launch(request, str(question.product), question.calls, question.tiers, products=products, policy=policy)
