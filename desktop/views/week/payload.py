"""What a drag from the customers' list carries."""

import json

from PySide6.QtCore import QMimeData

from planner.domain.people import CustomerId

CUSTOMERS = "application/x-roundwise-customers"


def payload_of(customers: list[CustomerId], text: str) -> QMimeData:
    """Customers to be dropped on the board; elsewhere their names as text."""
    data = QMimeData()
    data.setData(CUSTOMERS, json.dumps(customers).encode())
    data.setText(text)
    return data


def customers_in(data: QMimeData) -> tuple[CustomerId, ...]:
    """The customers of a drag; none when it carries something else."""
    if not data.hasFormat(CUSTOMERS):
        return ()
    return tuple(CustomerId(each) for each in json.loads(bytes(data.data(CUSTOMERS).data()).decode()))
