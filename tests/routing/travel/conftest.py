import pytest

from tests.routing.travel.memory import HeldMemory


@pytest.fixture
def memory() -> HeldMemory:
    return HeldMemory()
