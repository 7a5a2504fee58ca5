"""A training database is marked for good, and no real provider is ever reached from it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.account_records import add_account
from core.accounts import AccountDraft
from core.campaign_plan import CampaignPlan
from core.campaigns import ensure_campaign
from core.clock import utc_now
from core.database import Database
from core.desk import Desk
from core.domain import Behavior, TextState
from core.errors import BadInput, NotADatabase, TrainingOnly
from core.gateways import Gateways, network_path, open_gateways
from core.importing import import_contacts
from core.models import lines
from core.providers.base import (
    Event,
    OutboundText,
    Outcome,
    Provider,
    SendResult,
    Taken,
    TakenAnswer,
)
from core.providers.simulator import Simulator
from core.training.database import (
    SIMULATOR,
    is_training,
    is_training_file,
    mark_as_training,
    training_mark,
)
from core.worker import Worker
from tests.core.world import ADMINISTRATOR, JO, MARIA, make_campaign

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
REAL = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_1, "+12025550100", provider="wire")


class Wire:
    """A provider that would reach real phones; it remembers what it was asked to do."""

    name = "wire"
    simulated = False
    opt_out_keywords = frozenset({"stop"})
    start_keywords = frozenset({"start"})

    def __init__(self) -> None:
        self.asked_to: list[str] = []

    async def send(self, text: OutboundText) -> SendResult:
        self.asked_to.append(f"send {text.body}")
        return SendResult(Outcome.TAKEN, f"wire-{text.reference}")

    async def ask(self, reference: str) -> TakenAnswer:
        self.asked_to.append("ask")
        return TakenAnswer(Taken.NO)

    async def receive(self, limit: int = 100) -> list[tuple[str, Event]]:
        self.asked_to.append("receive")
        return []

    async def acknowledge(self, receipts: list[str]) -> None:
        self.asked_to.append("acknowledge")

    async def close(self) -> None:
        return None


@pytest.fixture
def training_path(database_path: Path) -> Path:
    """A training database without an organization."""
    database = Database.open(database_path)
    database.transact(mark_as_training, "A class", NOW)
    database.close_now()
    return database_path


# The mark


def test_a_new_database_is_for_real_work_until_it_is_marked(database_path: Path) -> None:
    database = Database.open(database_path)
    assert not database.transact(is_training)
    assert not is_training_file(database_path)

    database.transact(mark_as_training, "A class", NOW)

    assert database.transact(is_training)
    assert is_training_file(database_path)
    database.close_now()


async def test_the_mark_says_when_and_for_what_it_was_made(training_path: Path) -> None:
    async with Desk(training_path, JO) as desk:
        mark = await training_mark(desk.reader)

    assert mark is not None
    assert (mark.made_at, mark.purpose) == (NOW, "A class")


async def test_a_database_for_real_work_has_no_mark(desk: Desk) -> None:
    assert await training_mark(desk.reader) is None


def test_a_database_that_is_in_use_cannot_become_one_for_training(database_path: Path) -> None:
    database = Database.open(database_path)
    plan = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_1, "+12025550100")
    database.transact(ensure_campaign, plan, NOW)

    with pytest.raises(BadInput, match="Make a new one"):
        database.transact(mark_as_training, "A class", NOW)

    assert not is_training_file(database_path)
    database.close_now()


def test_marking_it_again_changes_nothing(training_path: Path) -> None:
    database = Database.open(training_path)
    plan = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_1, "+12025550100")
    database.transact(ensure_campaign, plan, NOW)

    database.transact(mark_as_training, "Another class", utc_now())
    database.close_now()

    with closing(sqlite3.connect(training_path)) as connection:
        assert connection.execute("SELECT purpose FROM training").fetchall() == [("A class",)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM training",
        "UPDATE training SET purpose = 'none'",
        "UPDATE training SET id = 2",
        "INSERT INTO training (id, made_at, purpose) VALUES (2, 0, '')",
        "INSERT OR REPLACE INTO training (id, made_at, purpose) VALUES (2, 0, '')",
    ],
)
def test_the_mark_is_never_taken_off_by_whatever_program(
    training_path: Path, statement: str
) -> None:
    with closing(sqlite3.connect(training_path)) as connection:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
        connection.commit()

    assert is_training_file(training_path)


def test_what_is_no_training_database_is_told_from_one(tmp_path: Path) -> None:
    missing = tmp_path / "missing.sqlite"
    assert not is_training_file(missing)
    assert not missing.exists()
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    assert not is_training_file(empty)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam,\n" * 500)
    with pytest.raises(NotADatabase):
        is_training_file(letter)


# The walls


def test_a_campaign_with_a_real_provider_is_refused(training_path: Path) -> None:
    database = Database.open(training_path)

    with pytest.raises(TrainingOnly, match="simulated phones only, not with “wire”"):
        database.transact(ensure_campaign, REAL, NOW)

    with closing(sqlite3.connect(training_path)) as connection:
        assert connection.execute("SELECT count(*) FROM organization").fetchone() == (0,)
    database.close_now()


def test_elsewhere_the_same_campaign_is_made(database_path: Path) -> None:
    database = Database.open(database_path)
    account = AccountDraft("wire", "plivo", {"auth_id": "MA0"}, Behavior.TYPE_1)
    database.transact(add_account, account, REAL.organization, ADMINISTRATOR, NOW)

    ids = database.transact(ensure_campaign, REAL, NOW)

    found = database.transact(
        lambda connection: connection.execute(lines.select()).mappings().one()
    )
    assert (found["id"], found["provider"]) == (ids.line_id, "wire")
    database.close_now()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE line SET provider = 'wire'",
        "INSERT INTO line (organization_id, provider, number, behavior) "
        "VALUES (1, 'wire', '+12025550199', 'type1')",
        "INSERT OR REPLACE INTO line (id, organization_id, provider, number, behavior) "
        "VALUES (1, 1, 'wire', '+12025550199', 'type1')",
    ],
)
def test_the_file_itself_refuses_a_line_of_a_real_provider(
    training_path: Path, statement: str
) -> None:
    database = Database.open(training_path)
    plan = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_1, "+12025550100")
    database.transact(ensure_campaign, plan, NOW)
    database.close_now()

    with closing(sqlite3.connect(training_path)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="only simulated lines"):
            connection.execute(statement)
        connection.rollback()
        found = connection.execute("SELECT provider FROM line").fetchall()
        assert found == [(SIMULATOR,)]


async def test_an_import_for_a_real_provider_is_refused(training_path: Path) -> None:
    contacts = training_path.with_name("contacts.csv")
    contacts.write_text(f"first name,phone\nMaria,{MARIA}\n")
    async with Desk(training_path, JO) as desk:
        with pytest.raises(TrainingOnly, match="Choose your own database"):
            await import_contacts(desk, contacts, REAL, "jo")

        assert await desk.reader.rows("SELECT 1 FROM contact") == []


def test_gateways_of_a_training_database_are_simulated(training_path: Path) -> None:
    simulator = Simulator(network_path(training_path))
    wire: Provider = Wire()

    with pytest.raises(TrainingOnly):
        Gateways([simulator, wire], training=True)

    assert [provider.simulated for provider in open_gateways(training_path)] == [True]
    assert Gateways([simulator, wire]).names == (SIMULATOR, "wire")


def test_a_provider_is_not_simulated_by_its_name(training_path: Path) -> None:
    wire = Wire()
    wire.name = SIMULATOR

    with pytest.raises(TrainingOnly):
        Gateways([wire], training=True)


async def test_no_worker_of_a_training_database_reaches_a_real_provider(
    training_path: Path,
) -> None:
    wire = Wire()
    async with Desk(training_path, JO) as desk:
        made = await make_campaign(desk, Behavior.TYPE_1)
        text_id = await desk.reply(made.conversation_with(MARIA), "Will you vote?")
        database = await desk.database()
        with pytest.raises(TrainingOnly):
            Worker(database, Gateways([made.simulator, wire]))
        with pytest.raises(TrainingOnly):
            Worker(database, Gateways([wire]))

        worker = await desk.worker()
        await worker.send_due()
        await worker.receive_due()

        [text] = (await desk.conversation(made.conversation_with(MARIA))).texts
        assert (text.id, text.state) == (text_id, TextState.DELIVERED)
    assert wire.asked_to == []


async def test_elsewhere_the_same_worker_sends_by_that_provider(desk: Desk) -> None:
    """The walls are what keeps it from being called: without them it is."""
    wire = Wire()
    made = await make_campaign(desk, Behavior.TYPE_1)
    database = await desk.database()
    await database.write(
        lambda connection: connection.execute(lines.update().values(provider="wire"))
    )
    await desk.reply(made.conversation_with(MARIA), "Will you vote?")

    await Worker(database, Gateways([wire])).send_due()

    assert wire.asked_to == ["send Will you vote?"]
