"""What the sales model advises for each tier when a call is prepared."""

from collections.abc import Mapping

from planner.domain.messages import Message, message
from planner.domain.people import SegmentId

TACTICS: Mapping[SegmentId, tuple[Message, ...]] = {
    SegmentId("A"): (
        message("Block competitors"),
        message("More support on the disease and the product features the customer cares about"),
        message("Remind and encourage continued use"),
        message("Invite to share experience, speak or chair; help raise academic standing"),
        message("Pass on new data promptly, ask for referrals"),
    ),
    SegmentId("B"): (
        message("Probe what the customer cares about in treatment, find where the product meets a need"),
        message("When a competitor's features come up, clarify according to the concept stage"),
        message("Invite to meetings to learn product and company; as speaker where fitting"),
        message("Academic support"),
    ),
    SegmentId("C"): (
        message("Further support on known interests"),
        message("Remind and encourage"),
        message("New information and evidence"),
    ),
    SegmentId("D"): (
        message("Visit in waiting time"),
        message("Cover through in-hospital meetings"),
    ),
}
"""By tier; a tier that a policy adds has none of its own."""
