"""What the territories page calls things, and the sentences that several of its parts share."""

from desktop.views.context import Context
from planner.alignment.totals import TerritoryTotals
from planner.domain.alignment import AlignmentStatus, AnswerFigures, ChallengeKind, ChallengeStatus
from planner.domain.messages import Message, message
from planner.domain.territory import CUSTOMERS, POTENTIAL, WORKLOAD

STATUSES = {
    AlignmentStatus.DRAFT: message("draft"),
    AlignmentStatus.SHARED: message("shared"),
    AlignmentStatus.REVIEWED: message("reviewed"),
    AlignmentStatus.APPROVED: message("approved"),
    AlignmentStatus.PUBLISHED: message("published"),
    AlignmentStatus.UNDONE: message("undone"),
    AlignmentStatus.RECORDED: message("recorded"),
}
CHALLENGES = {
    ChallengeKind.KEEP: message("keep"),
    ChallengeKind.ADD: message("add"),
    ChallengeKind.LOWER: message("lower"),
}
ANSWERS = {
    ChallengeStatus.OPEN: message("open"),
    ChallengeStatus.ACCEPTED: message("accepted"),
    ChallengeStatus.REJECTED: message("rejected"),
}
LEANINGS = {
    "as asked": message("as asked"),
    "less travel": message("less travel"),
    "fairer": message("fairer"),
    "calmer": message("calmer"),
    "freer": message("freer"),
    "fair and calm": message("fair and calm"),
    "short and calm": message("short and calm"),
    "by hand": message("by hand"),
}
_GOALS = {WORKLOAD: message("Workload"), POTENTIAL: message("Potential"), CUSTOMERS: message("Customers")}


def goal_word(context: Context, activity: str) -> str:
    """What a quantity that is balanced is called; customers of a tier by the tier."""
    name, _, tier = activity.partition(":")
    if tier:
        return context.say(message("Tier {tier}", tier=tier))
    return context.say(_GOALS[name]) if name in _GOALS else activity


def title_text(context: Context, title: str) -> str:
    """A saved title with the leaning at its end in the window's language."""
    return " · ".join(part for part in parted(context, title) if part)


def parted(context: Context, title: str) -> tuple[str, str]:
    """A saved title and the leaning at its end in the window's language, empty where there is none."""
    stem, colon, leaning = title.rpartition(": ")
    return (stem, context.say(LEANINGS[leaning])) if colon and leaning in LEANINGS else (title, "")


def percent(context: Context, share: float, *, sign: bool = False, places: int = 0) -> str:
    """A share in per cent, with a plus when it is more and `sign`."""
    text = context.session.locale.toString(round(100 * share, places) + 0.0, "f", places)
    return f"{'+' if sign and round(100 * share, places) > 0 else ''}{text}%"


def amount(context: Context, value: float) -> str:
    """A whole figure."""
    return context.session.locale.toString(round(value))


def proof_text(figures: AnswerFigures | None) -> Message:
    """The proven gap in words."""
    if figures is None or figures.gap is None:
        return message("Nothing is proven of it: it was drawn or corrected by hand.")
    if figures.gap < 5e-5:
        return message("Proven: by these goals no alignment is better.")
    return message("Proven: by these goals no alignment is more than {gap} % better.", gap=round(100 * figures.gap, 2))


def band_text(context: Context, totals: TerritoryTotals) -> str:
    """What a territory gained and lost against today."""
    return context.say(
        message(
            "{units:account|accounts}, {gained} gained, {lost} lost", units=totals.units, gained=totals.gained, lost=totals.lost
        )
    )
