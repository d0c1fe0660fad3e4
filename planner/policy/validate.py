"""Is a policy sound as a whole? Every figure's range, every reference, every contradiction between figures."""

from planner.domain.messages import Message, message
from planner.domain.policy import Policy
from planner.errors import PolicyError
from planner.policy.contradictions import contradictions
from planner.policy.figures import figures_out_of_range
from planner.policy.structure import structural_faults


def problems(policy: Policy) -> tuple[Message, ...]:
    """All that is wrong with a policy, each sentence naming the place and the value; empty for a sound policy.

    Places are written as in a policy file: `segments[A].monthly_coverage`.
    """
    return (*structural_faults(policy), *figures_out_of_range(policy), *contradictions(policy))


def validate(policy: Policy) -> Policy:
    """The same policy when it is sound.

    Raises:
        PolicyError: with the first fault in full, and how many others there are.
    """
    found = problems(policy)
    if not found:
        return policy
    if len(found) == 1:
        problem = message("Policy {name}: {fault}", name=policy.name, fault=found[0])
    else:
        problem = message("Policy {name}: {fault} And {others} more.", name=policy.name, fault=found[0], others=len(found) - 1)
    raise PolicyError(problem, message("Correct the figure and try again; the policy in force is unchanged."))
