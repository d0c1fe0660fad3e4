"""`roundwise policy`: the figures that rule the plan, as a file that a manager edits."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.commands import Command, door, group
from desktop.cli.opening import open_database
from desktop.cli.screen import Screen, percent
from planner.domain.messages import message
from planner.domain.policy import Policy

app = group(help="Show, write, read or check the figures that rule the plan.")

PolicyFile = Annotated[str, typer.Argument(metavar="FILE", help="A policy file (JSON).")]


@app.command("show", cls=Command, help="Show the policy in force: tiers and groups, teams, version.")
def show(context: typer.Context) -> int:
    """The policy in force, or the preset while none is saved."""
    from planner.policy.preset import preset

    here = door(context)
    with open_database(here) as store, store.read() as books:
        policy = books.policies.current() or preset()
    show_policy(here.screen, policy)
    here.screen.document(
        {
            "name": policy.name,
            "version": policy.version,
            "segments": [
                {
                    "id": each.id,
                    "kind": each.kind,
                    "calls_per_month": each.calls_per_month,
                    "monthly_coverage": each.monthly_coverage,
                    "quarterly_coverage": each.quarterly_coverage,
                    "visit_minutes": each.visit_minutes,
                    "value": each.value,
                    "gives_way": each.gives_way,
                }
                for each in policy.segments
            ],
            "teams": [
                {"id": each.id, "calls_per_day": each.calls_per_day, "max_calls_per_day": each.max_calls_per_day}
                for each in policy.teams
            ],
        }
    )
    return 0


def show_policy(screen: Screen, policy: Policy) -> None:
    """The figures a manager asks for first."""
    screen.say(message("{name}, version {version}", name=policy.name, version=policy.version))
    screen.table(
        (
            message("Segment"),
            message("Calls a month"),
            message("Monthly coverage"),
            message("Quarterly coverage"),
            message("Minutes"),
            message("Value"),
            message("Gives way"),
            message("Strategy"),
            message("Names"),
        ),
        [
            (
                each.id,
                each.calls_per_month,
                percent(each.monthly_coverage),
                percent(each.quarterly_coverage),
                each.visit_minutes,
                each.value,
                each.gives_way,
                screen.translate(each.strategy) if each.strategy else None,
                ", ".join(each.names[:3]),
            )
            for each in policy.segments
        ],
    )
    screen.lines([""])
    screen.table(
        (message("Team"), message("Calls a day"), message("At most"), message("Names")),
        [(each.id, each.calls_per_day, each.max_calls_per_day, ", ".join(each.names[:3])) for each in policy.teams],
    )


@app.command("export", cls=Command, help="Write the policy in force to a file that can be edited and imported again.")
def export(context: typer.Context, file: PolicyFile) -> int:
    """Write the policy file."""
    from db.exchange.policy_file import policy_text
    from desktop.usecases.export_plan import write_whole
    from planner.policy.preset import preset

    here = door(context)
    with open_database(here) as store, store.read() as books:
        policy = books.policies.current() or preset()
    write_whole(Path(file).expanduser(), policy_text(policy).encode())
    here.screen.say(message("Version {version} of the policy is written to {file}.", version=policy.version, file=file))
    here.screen.document({"version": policy.version, "file": file})
    return 0


@app.command("import", cls=Command, help="Check a policy file and put it in force as the next version.")
def import_policy(context: typer.Context, file: PolicyFile) -> int:
    """Put a policy in force."""
    from db.exchange.policy_file import read_policy

    here = door(context)
    policy = read_policy(Path(file).expanduser())
    with open_database(here) as store, store.write() as books:
        current = books.policies.current()
        same = current is not None and replace(policy, version=current.version) == current
        saved = current if same and current is not None else books.policies.save(policy)
    if same:
        here.screen.say(message("The policy in force is the same; nothing has changed."))
    else:
        here.screen.say(message("Version {version} of the policy is in force.", version=saved.version))
    here.screen.document({"version": saved.version, "changed": not same})
    return 0


@app.command("validate", cls=Command, help="Check a policy file without putting it in force.")
def validate(context: typer.Context, file: PolicyFile) -> int:
    """Sound or not; what is wrong is told as an error."""
    from db.exchange.policy_file import read_policy

    here = door(context)
    policy = read_policy(Path(file).expanduser())
    here.screen.say(message("{file}: the policy {name} is sound.", file=file, name=policy.name))
    here.screen.document({"file": file, "valid": True})
    return 0
