"""What the doctor says of texts that wait, and of the calls of a provider; nothing twice."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.account_kinds import KINDS
from core.accounts import AccountDraft, add_account
from core.checkup_serving import Serving, look_at_served
from core.clock import utc_now
from core.credentials import marks_of
from core.domain import Behavior
from core.findings import Level, ok
from core.stored import microseconds
from tests.core.gateway_world import SID, on_account
from tests.core.providers.http_server import answer, serving
from tests.core.test_doctor import ACTIVE, TOKEN, changed, examined, one_of
from tests.core.world import ADMINISTRATOR, DANA, MARIA, SAM, open_desk

MINUTES = 60_000_000
NO_MONEY = "Waiting: the account at the provider has no money left."
UNREACHABLE = "Waiting: the provider cannot be reached."


async def with_queued(path: Path, *texts: tuple[str, int, str]) -> None:
    """Replies on an account that are queued: to whom, due in so many minutes, and why."""
    async with open_desk(path, ADMINISTRATOR) as desk:
        world = await on_account(desk, Behavior.TYPE_2, tuple(number for number, _, _ in texts))
        for conversation in world.conversations:
            await desk.reply(conversation, "Will you vote?")
    now = microseconds(utc_now())
    with closing(sqlite3.connect(path)) as connection, connection:
        for number, due, reason in texts:
            connection.execute(
                "UPDATE text SET at = ?, due_at = ?, reason = ? WHERE number = ?",
                (now - 10 * MINUTES, now + due * MINUTES, reason, number),
            )


async def test_what_waits_for_an_account_is_the_accounts_and_counted_once(
    database_path: Path,
) -> None:
    # One text is tried before the rest, and what it was answered holds for all.
    await with_queued(database_path, (MARIA, 1, NO_MONEY), (SAM, -10, ""), (DANA, -1, NO_MONEY))
    found = await examined(database_path)

    held = one_of(found, "account", "3 texts wait to leave, the oldest for 10 minutes: the account")
    assert (held.level, "Top up the account at Twilio" in held.advice) == (Level.TROUBLE, True)
    assert not [one for one in found if one.area == "outbox"]


async def test_what_waits_for_nobody_or_until_later(database_path: Path) -> None:
    await with_queued(database_path, (MARIA, -10, ""), (SAM, 60, "Waits until 8:00."))
    found = await examined(database_path)

    late = one_of(found, "outbox", "1 text has been due for 10 minutes: nobody sends")
    assert (late.level, bool(late.advice)) == (Level.TROUBLE, True)
    later = one_of(found, "outbox", "1 text waits, the oldest for 10 minutes. Waits until 8:00.")
    assert later.level is Level.OK


async def test_what_was_held_long_ago_is_tried_by_nobody(database_path: Path) -> None:
    await with_queued(database_path, (MARIA, -10, UNREACHABLE), (SAM, -9, ""))
    found = await examined(database_path)

    assert one_of(found, "outbox", "2 texts are due, the oldest for 10 minutes")


async def test_what_waits_for_its_turn_is_well(database_path: Path) -> None:
    await with_queued(database_path, (MARIA, -10, ""), (SAM, -10, ""))
    changed("UPDATE line SET texts_per_second = 1, paced_until = 4000000000000000")(database_path)
    found = await examined(database_path)

    [turn] = [one for one in found if one.area == "outbox"]
    assert (turn.level, "2 texts wait for their turn" in turn.words) == (Level.OK, True)


async def test_a_provider_that_answers_again_is_no_trouble_any_more(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, "0123456789abcdef")
    await with_queued(database_path, (MARIA, 1, UNREACHABLE))
    async with serving(answer(200, ACTIVE)) as server:
        settings = f'{{"account_sid": "{SID}", "api_url": "{server.url}"}}'
        changed(f"UPDATE gateway_account SET settings = '{settings}'")(database_path)
        found = await examined(database_path)
        answered = one_of(found, "account", "1 text waits to leave")
    found = await examined(database_path)
    gone = one_of(found, "account", "1 text waits to leave")

    assert (answered.level, "Just now it answered" in answered.words) == (Level.NOTE, True)
    assert (gone.level, server.url in gone.advice) == (Level.TROUBLE, True)


async def test_what_may_not_have_left(database_path: Path) -> None:
    await with_queued(database_path, (MARIA, 0, ""))
    changed("UPDATE text SET state = 'unknown', due_at = NULL")(database_path)
    late = microseconds(utc_now()) - 120 * MINUTES
    for number, due, code in ((MARIA, "NULL", "30001"), (SAM, late, ""), (DANA, "NULL", "")):
        changed(
            "INSERT INTO provider_consent (account_id, number, wanted, due_at, attempts, code, "
            f"changed_at) VALUES (1, '{number}', 'out', {due}, 0, '{code}', 0)"
        )(database_path)
    found = await examined(database_path)

    lost = one_of(found, "outbox", "1 text may not have been sent")
    untold = one_of(found, "outbox", "2 opt-outs could not be told")
    assert [lost.level, untold.level] == [Level.NOTE] * 2
    assert all(one.advice for one in (lost, untold))


# Calls


async def test_whether_a_provider_has_ever_called(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_queued(database_path, (MARIA, 60, ""))
    monkeypatch.setenv(TOKEN, "0123456789abcdef")
    settings = f'{{"account_sid": "{SID}", "webhook_url": "https://texts.example.org"}}'
    settings = settings.replace("}", ', "api_url": "http://127.0.0.1:9"}')
    changed(f"UPDATE gateway_account SET settings = '{settings}'")(database_path)
    silent = one_of(await examined(database_path), "account", "no call was ever taken")
    assert silent.level is Level.NOTE
    assert "https://texts.example.org/webhooks/twilio" in silent.advice
    assert "curl https://texts.example.org/webhooks/anybody" in silent.advice

    changed("UPDATE text SET state = 'delivered'")(database_path)
    reports = one_of(await examined(database_path), "account", "reports come, but no text")
    assert reports.level is Level.NOTE
    changed("UPDATE text SET state = 'received', direction = 'in'")(database_path)
    heard = one_of(await examined(database_path), "account", "the latest text from a phone came")
    assert (heard.level, "10 minutes ago" in heard.words) == (Level.OK, True)


@pytest.mark.parametrize(
    ("called", "forged", "level", "advice"),
    [
        (False, 0, Level.TROUBLE, "No test can try it: compare both with what Vonage shows"),
        (True, 2, Level.TROUBLE, "No test can try it"),
        (True, 0, Level.NOTE, "That of `serve` is right: calls of Vonage were signed with it."),
    ],
)
async def test_a_secret_that_only_calls_show_is_tried_by_no_command(
    database_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    called: bool,
    forged: int,
    level: Level,
    advice: str,
) -> None:
    monkeypatch.setenv("TEXTBANK_VONAGE_API_SECRET", "the same")
    monkeypatch.setenv("TEXTBANK_VONAGE_SIGNATURE_SECRET", "theirs")
    marks = marks_of("vonage", KINDS["vonage"], "nonce")
    said = {"secrets": marks, "credentials_accepted": True, "forged_in_a_row": forged}
    monkeypatch.setenv("TEXTBANK_VONAGE_SIGNATURE_SECRET", "ours")
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        draft = AccountDraft("vonage", "vonage", {"api_key": "0a1b2c3d"})
        account = await add_account(desk, draft, "Open Roads")
    names = frozenset({"vonage"} if called else ())
    served = Serving(ok("webhooks", ""), True, "", "nonce", {"vonage": said}, names)

    [differs] = [one for one in look_at_served(account, served) if "differs" in one.words]
    assert "its secret “Signature secret of webhooks” differs from the one here" in differs.words
    assert (differs.level, advice in differs.advice) == (level, True), differs
    assert "providers test" not in differs.advice
