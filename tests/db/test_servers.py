"""Servers that are down, foreign, newer, busy or read-only: the message says so, and what was saved is kept."""

import socket
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from db.errors import (
    ForeignFileError,
    LockedError,
    NewerFileError,
    ReadOnlyError,
    ServerEncodingError,
    UnreachableServerError,
    UnstorableError,
)
from db.store import open_store
from tests.db.district import district, fill, plan
from tests.db.handling import read_customers, write_district
from tests.db.postgres import Server


def test_that_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnreachableServerError, match="cannot be reached") as caught:
        open_store(f"postgresql://me:secret@127.0.0.1:{port}/district", wait_seconds=0.5)
    assert "secret" not in str(caught.value)
    assert f"127.0.0.1:{port}" in str(caught.value)


def test_that_a_missing_database_on_a_server_is_named(server: Server) -> None:
    with pytest.raises(UnreachableServerError, match="nowhere"):
        open_store(server.address("nowhere"))


def test_that_a_server_stopping_in_the_middle_keeps_what_was_committed(server: Server) -> None:
    address = server.create_database()
    with open_store(address) as store:
        with store.write() as books:
            fill(books, district())
        with pytest.raises(UnreachableServerError), store.write() as books:
            books.customers.remove([district().customers[2].id])
            server.run(sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'roundwise'"))
            books.customers.all()
        with store.read() as books:
            assert books.customers.all() == district().customers


def test_that_a_database_of_another_encoding_is_refused(server: Server) -> None:
    with pytest.raises(ServerEncodingError, match="LATIN1"):
        open_store(server.create_database("LATIN1"))


def test_that_tables_of_another_program_on_a_server_are_left_alone(server: Server) -> None:
    address = server.create_database()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE customer (id int)")
        with pytest.raises(ForeignFileError):
            open_store(address)
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("customer",)]


def test_that_data_of_a_newer_version_on_a_server_are_refused(server: Server) -> None:
    address = server.create_database()
    write_district(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("UPDATE roundwise_version SET version_num = '9001'")
    with pytest.raises(NewerFileError, match="9001"):
        open_store(address)


def test_that_a_user_who_may_only_read_on_a_server_is_told_so(server: Server) -> None:
    address = server.create_database()
    write_district(address)
    with psycopg.connect(address, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(sql.Identifier(name)))
    with open_store(address) as store, pytest.raises(ReadOnlyError), store.write() as books:
        books.plans.save(plan())
    assert read_customers(address) == district().customers


def test_that_text_a_server_cannot_hold_is_refused_and_nothing_changed(server: Server) -> None:
    address = server.create_database()
    write_district(address)
    broken = replace(district().customers[0], name="a\0b")
    with open_store(address) as store, pytest.raises(UnstorableError), store.write() as books:
        books.customers.put([broken])
    assert read_customers(address) == district().customers


def test_that_a_second_writer_on_a_server_is_told_to_wait(server: Server) -> None:
    address = server.create_database()
    with open_store(address, wait_seconds=0.2) as store, store.write() as books:
        fill(books, district())
        with open_store(address, wait_seconds=0.2) as other, pytest.raises(LockedError), other.write():
            raise AssertionError("two writers at once")
    assert read_customers(address) == district().customers
