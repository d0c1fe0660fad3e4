# Two commands: `make run` does the main job, `make test` passes all checks. Everything lives in .venv.
.PHONY: run test check tests tests-slow screenshots lock clean

BIN := .venv/bin

run: .venv/ready
	$(BIN)/roundwise window --demo --out out

test: .venv/ready .venv/test-ready check tests

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

tests: .venv/ready .venv/test-ready
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow"

# More of the same: the rest of the five thousand random events, pages at another scale.
tests-slow: .venv/ready .venv/test-ready
	$(BIN)/pytest -n 2 --dist worksteal -m slow

.venv/ready: requirements.lock pyproject.toml .ci/setup
	.ci/setup program
	@touch $@

.venv/test-ready: .venv/ready .ci/setup
	.ci/setup tests
	@touch $@

# Pictures of every page in both languages, looks and two sizes, on a real screen, in out/screenshots.
screenshots: .venv/ready .venv/test-ready
	$(BIN)/python -m tests.screenshots $(DISTRICT)

# Rewrites the lock file with the newest releases that pyproject.toml allows, for every system and Python from 3.11 on.
lock:
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --no-annotate --no-header --generate-hashes --upgrade \
		--extra dev -q pyproject.toml -o requirements.lock

clean:
	rm -rf .venv out
