"""Make the sample district in an empty database."""

from db.store import Store
from desktop.demo.district import SampleDistrict, sample_district
from desktop.settings import Language
from planner.domain.messages import message
from planner.errors import UserFacingError
from planner.policy.preset import preset


class NotEmptyError(UserFacingError):
    """The sample district was to be mixed with somebody's own data."""

    def __init__(self, location: str, reps: int, customers: int) -> None:
        super().__init__(
            message(
                "{place} already holds {reps:rep|reps} and {customers:customer|customers}.",
                place=location,
                reps=reps,
                customers=customers,
            ),
            message("Name a new file with --db; the sample district is never mixed with other data."),
        )


def make_demo(store: Store, seed: int, language: Language) -> SampleDistrict:
    """Put the sample district into the store, in one transaction. Raises NotEmptyError when anything is there already."""
    with store.write() as books:
        reps, customers = len(books.reps.all()), len(books.customers.all())
        if reps or customers:
            raise NotEmptyError(store.location, reps, customers)
        policy = books.policies.current() or books.policies.save(preset())
        made = sample_district(seed, policy, language)
        books.products.put(made.products)
        books.hospitals.put(made.hospitals)
        books.departments.put(made.departments)
        books.reps.put(made.reps)
        books.customers.put(made.customers)
        books.calls.put(made.calls)
        books.calendar.put(made.entries)
        books.appointments.put(made.appointments)
    return made
