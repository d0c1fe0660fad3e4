"""What holds for every test."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadlines: speed belongs to the benchmarks, and a busy machine is no wrong answer. In continuous integration the examples
# are the same every time, so that a red run is a change's fault; on a developer's machine they are new every time.
settings.register_profile("roundwise", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("roundwise")
