"""What can go wrong with a store, as the person at the keyboard can put it right. Nothing is ever lost by one of these."""

from planner.domain.messages import Message, message
from planner.errors import UserFacingError

_SPOKEN: dict[str, Message] = {
    "affiliation": message("affiliation of a customer"),
    "appointment": message("appointment"),
    "building": message("building"),
    "calendar_entry": message("calendar entry"),
    "call": message("recorded call"),
    "customer": message("customer"),
    "department": message("department"),
    "hospital": message("hospital"),
    "pin": message("pin"),
    "plan": message("plan"),
    "product": message("product"),
    "rating": message("rating of a customer"),
    "rep": message("rep"),
}


class StoreError(UserFacingError):
    """The root of all errors of the store."""


class LocationError(StoreError):
    """The place of the data is written in a way that names no file and no server."""

    def __init__(self, location: str) -> None:
        super().__init__(
            message("{location} names neither a file nor a PostgreSQL server.", location=location),
            message("Give the path of a file, or an address such as postgresql://user@host/database."),
        )


class MissingFolderError(StoreError):
    """The folder that should hold the file does not exist."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            message("There is no folder {folder}.", folder=folder),
            message("Create the folder first, or choose another place for the file."),
        )


class NotAFileError(StoreError):
    """The path leads to a folder or a device."""

    def __init__(self, path: str) -> None:
        super().__init__(
            message("{path} is not a file.", path=path),
            message("Give the path of a file, such as {path}/district.db.", path=path),
        )


class NoAccessError(StoreError):
    """The file may not be read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            message("{path} may not be opened.", path=path),
            message("Ask its owner for the right to read and write it, or choose another file."),
        )


class ReadOnlyError(StoreError):
    """The place can be read but not written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            message("{path} cannot be written: the file, its folder or its disk is read-only.", path=path),
            message("Copy the file to a folder in which you may write, and open it there."),
        )


class DiskFullError(StoreError):
    """No room is left; the last change was not saved, everything before it is there."""

    def __init__(self, path: str) -> None:
        super().__init__(
            message("The disk that holds {path} is full; the last change was not saved.", path=path),
            message("Free some space and try again; everything saved before is still there."),
        )


class DeviceError(StoreError):
    """The disk refused to read or write."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            message("The disk failed while {path} was read or written ({reason}).", path=path, reason=reason),
            message("Check the disk and its free space, then try again; everything saved before is still there."),
        )


class LockedError(StoreError):
    """Somebody else is writing and did not finish in time."""

    def __init__(self, place: str) -> None:
        super().__init__(
            message("{place} is being written by another program.", place=place),
            message("Wait until it has finished, or close the other program, then try again."),
        )


class ForeignFileError(StoreError):
    """The file, or the server's database, belongs to another program."""

    def __init__(self, place: str) -> None:
        super().__init__(
            message("{place} was not made by Roundwise; it has not been touched.", place=place),
            message("Choose a Roundwise file, or a new name for a new one; import lists of customers with the import command."),
        )


class NewerFileError(StoreError):
    """The data were last written by a newer version of the program."""

    def __init__(self, place: str, revision: str) -> None:
        super().__init__(
            message("{place} was written by a newer Roundwise (data format {revision}).", place=place, revision=revision),
            message("Install the newest version and open it again; nothing has been changed."),
        )


class CorruptFileError(StoreError):
    """What is stored cannot be read."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            message("{place} is damaged ({reason}).", place=place, reason=reason),
            message("Keep this file as it is and open the newest backup; backups lie beside the file."),
        )


class BackupError(StoreError):
    """The copy that must exist before the data are changed could not be written."""

    def __init__(self, backup: str, reason: str) -> None:
        super().__init__(
            message("The backup {backup} cannot be written ({reason}).", backup=backup, reason=reason),
            message("Make room, or allow writing in that folder, then try again; the data have not been changed."),
        )


class UnreachableServerError(StoreError):
    """The server does not answer, or refuses."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            message("The server at {address} cannot be reached ({reason}).", address=address, reason=reason),
            message("Check the address, the password and the network, and that the server is running."),
        )


class ServerEncodingError(StoreError):
    """The server's database cannot hold every script."""

    def __init__(self, address: str, encoding: str) -> None:
        super().__init__(
            message("The database at {address} keeps text as {encoding}, not as UTF8.", address=address, encoding=encoding),
            message("Create a database with the encoding UTF8 and give its address."),
        )


class MissingReferenceError(StoreError):
    """A value points at another that is not there, or is about to go. `table` and `target` are names of tables."""

    def __init__(self, table: str, target: str, value: str) -> None:
        super().__init__(
            message(
                "{target} {value} is not there, but something refers to it ({table}).",
                target=_SPOKEN.get(target, target),
                value=value,
                table=_SPOKEN.get(table, table),
            ),
            message("Add it first, or take away what refers to it; nothing has been changed."),
        )


class UnstorableError(StoreError):
    """The server has no room for such a value (text with a zero character, a number out of range)."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            message("A value cannot be stored: {reason}.", reason=reason),
            message("Correct the value and save again; nothing has been changed."),
        )


class UnknownPlanError(StoreError):
    """No plan has that id."""

    def __init__(self, plan: str) -> None:
        super().__init__(message("There is no plan {plan}.", plan=plan), message("List the saved plans and choose one of them."))


class PublishedPlanError(StoreError):
    """A plan in force was to be removed."""

    def __init__(self, plan: str) -> None:
        super().__init__(
            message("The plan {plan} is published and in force; it stays.", plan=plan),
            message("Publish another plan of the same month first."),
        )


class UnknownAlignmentError(StoreError):
    """No alignment has that id."""

    def __init__(self, alignment: str) -> None:
        super().__init__(
            message("There is no alignment {alignment}.", alignment=alignment),
            message("List the saved alignments with align history and choose one of them."),
        )


class PolicyVersionError(StoreError):
    """Two different policies would have one version number."""

    def __init__(self, version: int) -> None:
        super().__init__(
            message("Version {version} of the policy exists already and differs.", version=version),
            message("Save it as a new version instead."),
        )


def reason_of(error: BaseException) -> str:
    """The first line of what the driver said."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
