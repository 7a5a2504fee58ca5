"""The database file: its schema, its settings, its backups, and what it refuses to open."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

import core.database
from core import migrations, sqlite_file
from core.campaign_plan import CampaignPlan
from core.campaigns import ensure_campaign
from core.clock import utc_now
from core.database import Database, back_up
from core.domain import Behavior
from core.errors import DatabaseNewer, NotADatabase
from core.integrity import check
from core.migrations import is_of_search
from core.models import lines, organizations
from core.sqlite_file import Schema, schema_of
from core.training.database import is_training_file
from tests.conftest import MIGRATE

MIGRATIONS = Path(migrations.__file__).parent
SPAWN = multiprocessing.get_context("spawn")
PLAN = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_1, "+12025550100")


@pytest.fixture(autouse=True)
def _made_as_outside_of_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here every database is made by its migrations, none is copied."""
    monkeypatch.setattr(core.database, "_migrate", MIGRATE)


def scripts(folder: Path = MIGRATIONS) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(folder))
    return ScriptDirectory.from_config(config)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


# The schema


def test_the_head_named_in_the_code_is_alembics() -> None:
    history = [script.revision for script in scripts().walk_revisions()]

    assert tuple(reversed(history)) == migrations.REVISIONS
    assert scripts().get_current_head() == migrations.HEAD


def test_the_migrated_schema_is_the_models(database_path: Path) -> None:
    engine = create_engine(f"sqlite:///{database_path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, kind, _: kind != "table" or not is_of_search(name),
            },
        )
        differences = compare_metadata(context, SQLModel.metadata)
    engine.dispose()

    assert differences == []


def test_partial_indexes_and_checks_are_the_same_in_models_and_migrations(
    database_path: Path, tmp_path: Path
) -> None:
    """What Alembic does not compare: conditions of indexes, checks, uniqueness."""

    def shape(path: Path) -> dict[str, object]:
        engine = create_engine(f"sqlite:///{path}")
        found = inspect(engine)
        names = set(found.get_table_names()) - {"alembic_version"}
        tables = sorted(name for name in names if not is_of_search(name))
        shapes: dict[str, object] = {
            table: (
                sorted(c["sqltext"] for c in found.get_check_constraints(table)),
                sorted(tuple(c["column_names"]) for c in found.get_unique_constraints(table)),
                sorted(
                    (k["constrained_columns"], k["referred_table"])
                    for k in found.get_foreign_keys(table)
                ),
            )
            for table in tables
        }
        with closing(sqlite3.connect(path)) as connection:
            shapes["indexes"] = {
                name: re.sub(r"\s+", " ", sql)
                for name, sql in connection.execute(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"
                )
            }
        engine.dispose()
        return shapes

    made = tmp_path / "made-from-models.sqlite"
    engine = create_engine(f"sqlite:///{made}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()

    assert shape(database_path) == shape(made)


def test_the_migrations_go_down_and_up_again(tmp_path: Path) -> None:
    from alembic import command

    engine = create_engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.downgrade(config, "base")
        left = set(inspect(connection).get_table_names())
        command.upgrade(config, "head")
    engine.dispose()

    assert left <= {"alembic_version"}


def test_a_database_of_before_the_search_is_backed_up_and_searchable_afterwards(
    tmp_path: Path,
) -> None:
    from alembic import command

    path = tmp_path / "database" / "textbank.sqlite"
    sqlite_file.create_private(path)
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql(
            "INSERT INTO organization (id, name, opt_out_message, confirm_unblocked_type_2, "
            "undo_seconds, created_at) VALUES (1, 'Open Roads', '', 1, 5, 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO line (id, organization_id, provider, number, behavior) "
            "VALUES (1, 1, 'simulator', '+12025550100', 'type1')"
        )
        connection.exec_driver_sql(
            "INSERT INTO contact (id, organization_id, number, first_name, last_name) "
            "VALUES (1, 1, '+14155550101', 'Zoë', 'Lopez')"
        )
        for kind, body in (("initial", "the script"), ("inbound", b"the zebra \xed\xa0\xbd")):
            connection.exec_driver_sql(
                "INSERT INTO text (line_id, number, kind, direction, body, at, state, reason, "
                "author, request, rule, attempts) "
                "VALUES (1, '+14155550101', ?, 'in', ?, 0, 'received', '', '', 'none', '', 0)",
                (kind, body),
            )
    engine.dispose()

    Database.open(path).close_now()

    assert len(backups_of(path)) == 1
    with closing(sqlite3.connect(path)) as connection:

        def found(table: str, words: str) -> list[tuple[int]]:
            sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"
            return connection.execute(sql, (words,)).fetchall()

        assert found("contact_search", "zoe") == [(1,)]
        assert found("contact_search", "0101") == [(1,)]
        assert found("text_search", "zebra") == [(2,)]
        assert found("text_search", "script") == []


def test_a_database_of_before_training_is_for_real_work_and_opts_nobody_out_by_itself(
    tmp_path: Path,
) -> None:
    from alembic import command

    path = tmp_path / "database" / "textbank.sqlite"
    sqlite_file.create_private(path)
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.exec_driver_sql(
            "INSERT INTO organization (id, name, opt_out_message, confirm_unblocked_type_2, "
            "undo_seconds, created_at) VALUES (1, 'Open Roads', '', 1, 5, 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO line (id, organization_id, provider, number, behavior) "
            "VALUES (1, 1, 'a real one', '+12025550100', 'type1')"
        )
    engine.dispose()
    assert not is_training_file(path)

    Database.open(path).close_now()

    assert len(backups_of(path)) == 1
    assert not is_training_file(path)
    with closing(sqlite3.connect(path)) as connection:
        settings = "SELECT automatic_opt_out, automatic_words FROM organization"
        assert connection.execute(settings).fetchall() == [(0, "")]
        assert connection.execute("SELECT provider FROM line").fetchall() == [("a real one",)]
        with pytest.raises(sqlite3.IntegrityError, match="only a new database"):
            connection.execute("INSERT INTO training VALUES (1, 0, 'A class')")


def test_a_database_of_before_triage_has_its_requests_in_the_queue(tmp_path: Path) -> None:
    from alembic import command

    path = tmp_path / "database" / "textbank.sqlite"
    sqlite_file.create_private(path)
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        run = connection.exec_driver_sql
        run(
            "INSERT INTO organization (id, name, opt_out_message, confirm_unblocked_type_2, "
            "undo_seconds, created_at) VALUES (1, 'Open Roads', '', 1, 5, 0)"
        )
        run(
            "INSERT INTO line (id, organization_id, provider, number, behavior) "
            "VALUES (1, 1, 'simulator', '+12025550100', 'type2')"
        )
        run(
            "INSERT INTO campaign (id, organization_id, line_id, name, description, "
            "default_country, created_at) VALUES (1, 1, 1, 'Spring', '', 'US', 0)"
        )
        for place, request, rule, blocked in (
            (1, "request", "stop-texting", False),
            (2, "keyword", "keyword", False),
            (3, "none", "", True),
            (4, "keyword", "misspelled-keyword", False),
            (5, "none", "", False),
        ):
            number = f"+1415555010{place}"
            asks = request != "none"
            run("INSERT INTO contact VALUES (?, 1, ?, '', '')", (place, number))
            run(
                "INSERT INTO conversation (id, organization_id, campaign_id, line_id, contact_id, "
                "number, custom, request, request_text_id, needs_reply, wants_out, last_at, "
                "listed, rank, revision) "
                "VALUES (?1, 1, 1, 1, ?1, ?2, '{}', ?3, ?4, 1, ?5, 900, 0, 0, 1)",
                (place, number, request, place if asks else None, asks or blocked),
            )
            run(
                "INSERT INTO text (id, conversation_id, line_id, number, kind, direction, body, "
                "at, state, reason, author, request, rule, attempts) VALUES "
                "(?1, ?1, 1, ?2, 'inbound', 'in', '', 100 + ?1, 'received', '', '', ?3, ?4, 0)",
                (place, number, request, rule),
            )
            if place == 1:
                # They asked again: since when they wait does not change.
                run(
                    "INSERT INTO text (id, conversation_id, line_id, number, kind, direction, "
                    "body, at, state, reason, author, request, rule, attempts) VALUES (11, 1, 1, "
                    "?, 'inbound', 'in', '', 300, 'received', '', '', 'request', "
                    "'stop-texting', 0)",
                    (number,),
                )
                run("UPDATE conversation SET request_text_id = 11 WHERE id = 1")
            if blocked:
                run(
                    "INSERT INTO block (line_id, number, evidence, code, since) "
                    "VALUES (1, ?, 'refusal', '', 500)",
                    (number,),
                )
    engine.dispose()

    database = Database.open(path)
    found = database.transact(check)
    database.close_now()

    assert found == []
    assert len(backups_of(path)) == 1
    with closing(sqlite3.connect(path)) as connection:
        order = "SELECT id FROM conversation WHERE triage_rank > 0 ORDER BY triage_rank DESC"
        assert connection.execute(order).fetchall() == [(2,), (3,), (4,), (1,)]


def test_what_was_told_before_its_time_was_kept_counts_as_told(tmp_path: Path) -> None:
    from alembic import command

    engine = create_engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        run = connection.exec_driver_sql
        run(
            "INSERT INTO organization (id, name, opt_out_message, confirm_unblocked_type_2, "
            "undo_seconds, created_at) VALUES (1, 'Open Roads', '', 1, 5, 0)"
        )
        run(
            "INSERT INTO gateway_account (id, organization_id, name, kind, settings, writes_list, "
            "created_at) VALUES (1, 1, 'twilio', 'twilio', '{}', 1, 0)"
        )
        for number, wanted, told, attempts in (
            ("waits", "out", None, 0),
            ("tried", "out", None, 2),
            ("told", "out", "out", 1),
            ("being taken back", "in", "out", 0),
            ("taken back", "in", "in", 0),
        ):
            run(
                "INSERT INTO provider_consent (account_id, number, wanted, told, attempts, code, "
                "changed_at) VALUES (1, ?, ?, ?, ?, '', 900)",
                (number, wanted, told, attempts),
            )
        command.upgrade(config, "0007")
        since = dict(map(tuple, run("SELECT number, told_since FROM provider_consent")))
    engine.dispose()

    assert since == {
        "waits": None,
        "tried": 900,
        "told": 900,
        "being taken back": 0,
        "taken back": None,
    }


# The settings that make it durable and private


def test_the_file_is_durable_private_and_keeps_its_references(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "textbank.sqlite"
    database = Database.open(path)
    database.transact(ensure_campaign, PLAN, utc_now())

    def settings(connection: Connection) -> tuple[object, ...]:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return tuple(pragma(raw, name) for name in ("journal_mode", "synchronous", "foreign_keys"))

    full = 2
    assert database.transact(settings) == ("wal", full, 1)
    assert mode_of(path) == 0o600
    assert mode_of(path.with_name(f"{path.name}-wal")) == 0o600
    assert mode_of(path.with_name(f"{path.name}-shm")) == 0o600
    assert mode_of(path.parent) == 0o700
    database.close_now()


def test_a_reference_to_nothing_is_refused(database_path: Path) -> None:
    database = Database.open(database_path)

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        database.transact(
            lambda connection: connection.execute(
                lines.insert().values(
                    organization_id=99, provider="simulator", number="+1", behavior="type1"
                )
            )
        )
    database.close_now()


# What is not ours


def foreign_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.execute("INSERT INTO songs VALUES ('Blue')")
        connection.commit()


def test_another_programs_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "songs.sqlite"
    foreign_file(path)
    before = path.read_bytes()

    with pytest.raises(NotADatabase, match="another program"):
        Database.open(path)

    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["songs.sqlite"]


def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam,\n" * 500)
    before = path.read_bytes()

    with pytest.raises(NotADatabase):
        Database.open(path)

    assert path.read_bytes() == before


def test_a_newer_textbanks_database_is_refused_and_left_as_it_was(database_path: Path) -> None:
    with closing(sqlite3.connect(database_path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = database_path.read_bytes()

    with pytest.raises(DatabaseNewer, match="newer textbank"):
        Database.open(database_path)

    assert database_path.read_bytes() == before


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()

    Database.open(path).close_now()

    assert schema_of(path) is Schema.CURRENT


# Going on to a newer schema


@pytest.fixture
def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """This textbank as its next release will be: with one more migration."""
    package = tmp_path / "next"
    shutil.copytree(MIGRATIONS, package / "migrations", ignore=shutil.ignore_patterns("*.pyc"))
    newer = "next_one"
    (package / "migrations" / "versions" / "next_one.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        f"revision = {newer!r}\n"
        f"down_revision = {migrations.HEAD!r}\n"
        "def upgrade():\n"
        "    op.add_column('organization', sa.Column('motto', sa.String(), nullable=True))\n"
        "def downgrade():\n"
        "    op.drop_column('organization', 'motto')\n"
    )
    monkeypatch.setattr(core.database, "__file__", str(package / "database.py"))
    monkeypatch.setattr(sqlite_file, "REVISIONS", (*migrations.REVISIONS, newer))
    monkeypatch.setattr(sqlite_file, "HEAD", newer)
    return newer


def with_an_organization(path: Path) -> None:
    database = Database.open(path)
    database.transact(ensure_campaign, PLAN, utc_now())
    database.close_now()


def backups_of(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.backup-*"))


def test_before_a_schema_changes_the_data_is_copied_beside_it(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "database" / "textbank.sqlite"
    with_an_organization(path)
    assert backups_of(path) == []

    newer = request.getfixturevalue("next_release")
    assert schema_of(path) is Schema.OLDER
    database = Database.open(path)
    names = database.transact(
        lambda connection: list(connection.execute(organizations.select()).mappings())
    )
    database.close_now()

    assert [row["name"] for row in names] == ["Open Roads"]
    with closing(sqlite3.connect(path)) as connection:
        [(version,)] = connection.execute("SELECT version_num FROM alembic_version")
        assert version == newer
        assert connection.execute("SELECT motto FROM organization").fetchall() == [(None,)]
    [backup] = backups_of(path)
    assert mode_of(backup) == 0o600
    with closing(sqlite3.connect(backup)) as connection:
        [(version,)] = connection.execute("SELECT version_num FROM alembic_version")
        assert version == migrations.HEAD
        assert connection.execute("SELECT name FROM organization").fetchall() == [("Open Roads",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "database" / "textbank.sqlite"
    with_an_organization(path)
    request.getfixturevalue("next_release")
    script = tmp_path / "next" / "migrations" / "versions" / "next_one.py"
    script.write_text(
        script.read_text().replace(
            "def downgrade", "    raise RuntimeError('the lights went out')\ndef downgrade"
        )
    )

    with pytest.raises(RuntimeError, match="lights"):
        Database.open(path)

    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(organization)")]
        [(version,)] = connection.execute("SELECT version_num FROM alembic_version")
    assert "motto" not in columns
    assert version == migrations.HEAD
    assert len(backups_of(path)) == 1


def test_a_new_or_an_up_to_date_database_is_not_backed_up(tmp_path: Path) -> None:
    path = tmp_path / "database" / "textbank.sqlite"
    with_an_organization(path)
    Database.open(path).close_now()

    assert backups_of(path) == []


def test_a_backup_holds_what_was_committed_last(database_path: Path) -> None:
    database = Database.open(database_path)
    database.transact(ensure_campaign, PLAN, utc_now())
    copy = back_up(database_path, utc_now())
    database.close_now()

    assert mode_of(copy) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM organization").fetchall() == [("Open Roads",)]


# Two programs at once


class Barrier(Protocol):
    """Where programs wait for each other."""

    def wait(self, timeout: float) -> int: ...


def open_many(paths: list[Path], name: str, barrier: Barrier) -> None:
    for path in paths:
        barrier.wait(30)
        database = Database.open(path)
        plan = CampaignPlan(name, "Spring", Behavior.TYPE_1, f"+1202555{name[-4:]}")
        database.transact(ensure_campaign, plan, utc_now())
        database.close_now()


def connect_many(paths: list[Path], name: str, barrier: Barrier) -> None:
    for path in paths:
        barrier.wait(30)
        sqlite_file.create_private(path)
        with closing(sqlite_file.connect(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE IF NOT EXISTS organization (name TEXT)")
            connection.execute("INSERT INTO organization VALUES (?)", (name,))
            connection.execute("COMMIT")


@pytest.mark.parametrize(
    ("at_once", "rounds"), [(open_many, 3), (connect_many, 100)], ids=["programs", "connections"]
)
def test_two_programs_that_open_a_missing_database_at_once_share_one(
    tmp_path: Path, at_once: Callable[[list[Path], str, Barrier], None], rounds: int
) -> None:
    paths = [tmp_path / str(index) / "textbank.sqlite" for index in range(rounds)]
    barrier = SPAWN.Barrier(2)
    names = ("Open Roads 0101", "Clear Water 0102")
    programs = [SPAWN.Process(target=at_once, args=(paths, name, barrier)) for name in names]
    for program in programs:
        program.start()
    for program in programs:
        program.join(60)

    assert [program.exitcode for program in programs] == [0, 0]
    for path in paths:
        with closing(sqlite3.connect(path)) as connection:
            found = {row[0] for row in connection.execute("SELECT name FROM organization")}
        assert found == set(names)
        assert backups_of(path) == []
