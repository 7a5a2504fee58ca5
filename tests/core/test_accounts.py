"""Accounts at real providers: who may add one, what a campaign gets from it, where secrets are."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from core.account_kinds import KINDS, behavior_of_line, kind_named
from core.accounts import (
    AccountChange,
    AccountDraft,
    account_named,
    accounts_in,
    accounts_of,
    add_account,
    change_account,
    remove_account,
)
from core.campaign_plan import CampaignPlan
from core.campaigns import ensure_campaign
from core.clock import utc_now
from core.credentials import (
    SERVICE,
    Source,
    find_secret,
    forget_secrets,
    keep_secret,
    keyring_is_safe,
    secrets_of,
    variable,
)
from core.database import Database
from core.desk import Desk
from core.domain import Behavior
from core.errors import BadInput, NotAllowed, NotFound, TrainingOnly
from core.extras import MODULES, how_to_install, is_installed
from core.models import lines
from core.training.database import mark_as_training
from core.web_addresses import checked_address, checked_public_address
from tests.core.gateway_world import SID
from tests.core.world import ADMINISTRATOR, JO, open_desk

LINE, TOLL_FREE = "+12025550100", "+18885550100"
PLIVO = AccountDraft("plivo-texas", "plivo", {"auth_id": "MA0000"})
TOKEN = "s3cret-t0ken"
KEY = "A" * 43 + "="


@pytest.fixture
async def admin(database_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        yield desk


def plan(line: str, behavior: Behavior, organization: str = "Open Roads") -> CampaignPlan:
    return CampaignPlan(organization, f"Spring {line}", behavior, line, provider="plivo-texas")


# Adding one


async def test_an_account_is_kept_without_its_secret(admin: Desk) -> None:
    account = await add_account(
        admin,
        AccountDraft(
            "twilio",
            "twilio",
            {"account_sid": f" {SID} ", "webhook_url": "https://texts.example.org/"},
            texts_per_second=20,
        ),
        "Open Roads",
    )

    assert (account.kind, account.pace, account.organization) == (KINDS["twilio"], 20, "Open Roads")
    assert account.settings == {"account_sid": SID, "webhook_url": "https://texts.example.org"}
    assert await account_named(admin.reader, "twilio") == account
    assert accounts_in(admin.path) == ([account], frozenset())


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (AccountDraft("simulator", "plivo", {"auth_id": "MA0"}), "something else"),
        (AccountDraft("twilio", "plivo", {"auth_id": "MA0"}), "something else"),
        (AccountDraft("Plivo", "plivo", {"auth_id": "MA0"}), "small letters"),
        (AccountDraft("a" * 41, "plivo", {"auth_id": "MA0"}), "at most 40"),
        (AccountDraft("sinch", "sinch"), "knows no provider"),
        (AccountDraft("plivo", "plivo"), "Plivo needs auth_id"),
        (AccountDraft("plivo", "plivo", {"auth_id": "  "}), "Plivo needs auth_id"),
        (AccountDraft("plivo", "plivo", {"auth_id": "x", "auth_token": TOKEN}), "no setting"),
        (AccountDraft("p", "plivo", {"auth_id": "MA0", "api_url": "ftp://x"}), "web address"),
        (AccountDraft("p", "plivo", {"auth_id": "MA0", "api_url": "https://x?y"}), "web address"),
        (AccountDraft("p", "plivo", {"auth_id": "MA0"}, texts_per_second=2_000), "pace"),
        (AccountDraft("t", "twilio", {"account_sid": "AC..."}), "AC and 32"),
        (AccountDraft("t", "twilio", {"account_sid": SID[:-1]}), "AC and 32"),
        (AccountDraft("t", "twilio", {"account_sid": SID, "messaging_service_sid": SID}), "MG and"),
        (AccountDraft("t", "twilio", {"account_sid": SID, "advanced_opt_out": "1"}), "on or off"),
    ],
)
async def test_what_cannot_be_an_account_is_refused(
    admin: Desk, draft: AccountDraft, words: str
) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        await add_account(admin, draft, "Open Roads")

    assert TOKEN not in str(refused.value)
    assert await accounts_of(admin.reader) == []


BANDWIDTH = {
    "account_id": "9900000",
    "application_id": "93de2206-9669-4e07-948d-329f4b722ee2",
    "username": "api@example.org",
    "webhook_username": "callbacks",
}


@pytest.mark.parametrize(
    ("kind", "right", "name", "wrong", "words"),
    [
        ("telnyx", {"public_key": KEY}, "public_key", KEY[:-2], "43 letters"),
        ("telnyx", {"public_key": KEY}, "messaging_profile_id", "a/b", "letters, digits"),
        ("bandwidth", BANDWIDTH, "account_id", "99/../1", "digits alone"),
        ("bandwidth", BANDWIDTH, "application_id", "93de 2206", "letters, digits"),
        ("bandwidth", BANDWIDTH, "username", "jo:pa55", "without spaces and colons"),
        ("bandwidth", BANDWIDTH, "webhook_username", "jo bw", "without spaces and colons"),
        ("vonage", {"api_key": "0a1b2c3d"}, "api_key", "0a1b/2c", "letters, digits"),
        ("vonage", {"api_key": "0a1b2c3d"}, "signature_method", "nonsense", "sha1, sha256 or"),
        ("plivo", {"auth_id": "MA0"}, "auth_id", "MA/../x", "MA, or SA"),
        ("plivo", {"auth_id": "MA0"}, "auth_id", "AC0", "MA, or SA"),
    ],
)
async def test_what_cannot_be_a_setting_is_refused_with_what_is_expected(
    admin: Desk, kind: str, right: dict[str, str], name: str, wrong: str, words: str
) -> None:
    with pytest.raises(BadInput, match=rf"is no {name}: .*{words}"):
        await add_account(admin, AccountDraft(kind, kind, right | {name: wrong}), "Open Roads")

    account = await add_account(admin, AccountDraft(kind, kind, right), "Open Roads")
    with pytest.raises(BadInput, match=f"is no {name}"):
        await change_account(admin, kind, AccountChange({name: wrong}))
    assert await account_named(admin.reader, kind) == account


def test_every_signature_method_can_be_set() -> None:
    from core.providers.vonage_signature import SignatureMethod

    method = next(one for one in KINDS["vonage"].settings if one.name == "signature_method")
    assert method.form.split("|") == list(SignatureMethod)


@pytest.mark.parametrize(
    "address",
    [
        "https://texts.example.org",
        "https://texts.example.org:8443/behind/",
        "https://192.0.2.1",
        "http://127.0.0.1:8010",
        "http://localhost:8766",
        "http://[::1]:8010",
    ],
)
def test_addresses_of_an_account(address: str) -> None:
    assert checked_address(address, "api_url") == address.rstrip("/")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://:pa55@example.org", "no password"),
        ("https://jo:pa55@example.org", "no password"),
        ("https://jo@example.org", "no password"),
        ("http://texts.example.org", "begins with https"),
        ("http://192.0.2.1:80", "begins with https"),
        ("http://127.0.0.1.example.org", "begins with https"),
        ("https://a\n.example.org", "web address"),
        ("https://a\t.example.org", "web address"),
        ("https://a .example.org", "web address"),
        ("https://ä.example.org", "web address"),
        ("https://a\\b", "web address"),
        ("https://[::1", "web address"),
        ("https://", "web address"),
        ("ftp://example.org", "web address"),
        ("https://example.org?", "web address"),
        ("https://example.org#x", "web address"),
        ("https://example.org:99999", "1 to 65535"),
        ("https://example.org:0", "1 to 65535"),
        ("https://example.org:", "1 to 65535"),
        ("https://example.org:x", "1 to 65535"),
    ],
)
def test_what_is_no_address_of_an_account(address: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        checked_address(address, "api_url")

    assert "pa55" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://texts.example.org/webhooks/plivo", "https://texts.example.org"),
        ("https://texts.example.org/behind/webhooks/", "https://texts.example.org/behind"),
    ],
)
async def test_the_public_address_is_not_that_of_a_webhook(
    admin: Desk, address: str, base: str
) -> None:
    settings = {"auth_id": "MA0", "webhook_url": address}
    with pytest.raises(BadInput, match=f"give {base}\\."):
        await add_account(admin, AccountDraft("plivo", "plivo", settings), "Open Roads")
    assert checked_public_address(f"{base}/", "public address") == base


async def test_an_account_is_added_once_and_by_administrators(admin: Desk) -> None:
    await add_account(admin, PLIVO, "Open Roads")
    with pytest.raises(BadInput, match="already"):
        await add_account(admin, PLIVO, "Clear Water")
    admin.texter = JO
    for change in (
        add_account(admin, AccountDraft("other", "plivo", {"auth_id": "MA1"}), "Open Roads"),
        change_account(admin, PLIVO.name, AccountChange(texts_per_second=5)),
        remove_account(admin, PLIVO.name),
    ):
        with pytest.raises(NotAllowed):
            await change


async def test_one_variable_is_never_two_secrets(admin: Desk) -> None:
    known = {"account_id": "1", "application_id": "2", "username": "u", "webhook_username": "w"}

    def bandwidth(name: str) -> AccountDraft:
        return AccountDraft(name, "bandwidth", known)

    # Its password would be the other password of every account at Bandwidth.
    with pytest.raises(BadInput, match="TEXTBANK_BANDWIDTH_WEBHOOK_PASSWORD"):
        await add_account(admin, bandwidth("bandwidth-webhook"), "Open Roads")
    for fine in ("bandwidth", "texas", "texas-2"):
        await add_account(admin, bandwidth(fine), "Open Roads")
    with pytest.raises(BadInput, match="TEXTBANK_TEXAS_WEBHOOK_PASSWORD"):
        await add_account(admin, bandwidth("texas-webhook"), "Open Roads")
    await remove_account(admin, "texas")
    await add_account(admin, bandwidth("texas-webhook"), "Open Roads")
    with pytest.raises(BadInput, match="TEXTBANK_TEXAS_WEBHOOK_PASSWORD"):
        await add_account(admin, bandwidth("texas"), "Open Roads")


async def test_a_training_database_has_no_account(database_path: Path) -> None:
    database = Database.open(database_path)
    database.transact(mark_as_training, "A class", utc_now())
    database.close_now()
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        with pytest.raises(TrainingOnly):
            await add_account(desk, PLIVO, "Open Roads")

    with closing(sqlite3.connect(database_path)) as connection:
        connection.execute(
            "INSERT INTO organization (name, opt_out_message, confirm_unblocked_type_2, "
            "undo_seconds, hours_enforced, created_at) VALUES ('A', '', 1, 5, 0, 0)"
        )
        with pytest.raises(sqlite3.IntegrityError, match="no accounts at real providers"):
            connection.execute(
                "INSERT INTO gateway_account (organization_id, name, kind, settings, writes_list, "
                "created_at) VALUES (1, 'plivo', 'plivo', '{}', 0, 0)"
            )


# What a campaign gets from it


@pytest.mark.parametrize(
    ("kind", "line", "behavior"),
    [
        ("twilio", LINE, Behavior.TYPE_2),
        ("telnyx", LINE, Behavior.TYPE_2),
        ("plivo", LINE, Behavior.TYPE_2),
        ("bandwidth", LINE, Behavior.TYPE_1),
        ("vonage", LINE, Behavior.TYPE_1),
        ("bandwidth", TOLL_FREE, Behavior.TYPE_2),
        ("vonage", "+18335550100", Behavior.TYPE_2),
    ],
)
def test_the_providers_own_behavior(kind: str, line: str, behavior: Behavior) -> None:
    assert behavior_of_line(kind, None, line) is behavior
    other = Behavior.TYPE_1 if behavior is Behavior.TYPE_2 else Behavior.TYPE_2
    arranged = Behavior.TYPE_2 if line != LINE else other
    assert behavior_of_line(kind, other, line) is arranged


@pytest.mark.parametrize("kind", KINDS)
def test_gateways_agree_with_what_is_said_of_their_kind(kind: str) -> None:
    module = pytest.importorskip(f"core.providers.{kind}")
    gateway = getattr(module, f"{kind.title()}Gateway")
    known = kind_named(kind)

    assert gateway.default_behavior is known.behavior
    assert gateway.texts_per_second == known.texts_per_second
    assert known.writes_list == hasattr(gateway, "tell_opt_out")


async def test_a_line_has_the_behavior_and_the_pace_of_its_account(admin: Desk) -> None:
    await add_account(
        admin,
        AccountDraft(PLIVO.name, "plivo", PLIVO.settings, Behavior.TYPE_1, texts_per_second=7),
        "Open Roads",
    )
    database = await admin.database()
    with pytest.raises(BadInput, match="is of type1"):
        await database.write(ensure_campaign, plan(LINE, Behavior.TYPE_2), utc_now())
    with pytest.raises(BadInput, match="another organization"):
        await database.write(ensure_campaign, plan(LINE, Behavior.TYPE_1, "Clear Water"), utc_now())
    await database.write(ensure_campaign, plan(LINE, Behavior.TYPE_1), utc_now())
    await database.write(ensure_campaign, plan(TOLL_FREE, Behavior.TYPE_2), utc_now())

    account = await account_named(admin.reader, PLIVO.name)
    found = [(line.number, line.behavior, line.texts_per_second) for line in account.lines]
    assert found == [(LINE, Behavior.TYPE_1, 7), (TOLL_FREE, Behavior.TYPE_2, 7)]

    changed = await change_account(
        admin, PLIVO.name, AccountChange(own_behavior=True, texts_per_second=0)
    )
    assert {(line.behavior, line.texts_per_second) for line in changed.account.lines} == {
        (Behavior.TYPE_2, 1)
    }

    with pytest.raises(BadInput, match="--in-use"):
        await remove_account(admin, PLIVO.name)
    await remove_account(admin, PLIVO.name, in_use=True)
    assert await accounts_of(admin.reader) == []
    with pytest.raises(NotFound, match="There is none yet"):
        await account_named(admin.reader, PLIVO.name)
    rows = await database.write(lambda connection: connection.execute(lines.select()).all())
    assert len(rows) == 2


async def test_a_name_that_lines_still_carry_stands_for_no_other_account(admin: Desk) -> None:
    await add_account(admin, PLIVO, "Open Roads")
    database = await admin.database()
    await database.write(ensure_campaign, plan(LINE, Behavior.TYPE_2), utc_now())
    await database.write(ensure_campaign, plan(TOLL_FREE, Behavior.TYPE_2), utc_now())
    await remove_account(admin, PLIVO.name, in_use=True)

    telnyx = AccountDraft(PLIVO.name, "telnyx", {"public_key": KEY})
    for draft, organization in ((PLIVO, "Clear Water"), (telnyx, "Open Roads")):
        with pytest.raises(BadInput, match="Choose another name") as refused:
            await add_account(admin, draft, organization)
        assert f"at Plivo that carried {LINE} of Open Roads" in str(refused.value)
    assert await accounts_of(admin.reader) == []

    again = AccountDraft(PLIVO.name, "plivo", {"auth_id": "MA1"}, Behavior.TYPE_1, 9)
    account = await add_account(admin, again, "Open Roads")
    found = [(line.number, line.behavior, line.texts_per_second) for line in account.lines]
    assert found == [(LINE, Behavior.TYPE_1, 9), (TOLL_FREE, Behavior.TYPE_2, 9)]


async def test_a_name_that_no_line_carries_is_free_again(admin: Desk) -> None:
    await add_account(admin, PLIVO, "Open Roads")
    await remove_account(admin, PLIVO.name)

    telnyx = AccountDraft(PLIVO.name, "telnyx", {"public_key": KEY})
    assert (await add_account(admin, telnyx, "Clear Water")).kind.name == "telnyx"


# Secrets


class Vault(KeyringBackend):
    """A keyring that keeps everything where the test sees it."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


class PlaintextVault(Vault):
    """One whose name says that it keeps them in the clear."""


@pytest.fixture
def vault() -> Iterator[Vault]:
    before, vault = keyring.get_keyring(), Vault()
    keyring.set_keyring(vault)
    yield vault
    keyring.set_keyring(before)


AUTH_TOKEN = KINDS["twilio"].secrets[0]


def test_a_secret_is_in_the_environment_or_the_keyring(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert variable("twilio", "auth_token") == "TEXTBANK_TWILIO_AUTH_TOKEN"
    assert variable("twilio-texas", "auth_token") == "TEXTBANK_TWILIO_TEXAS_AUTH_TOKEN"
    kind = KINDS["twilio"]
    assert find_secret("twilio-texas", kind, AUTH_TOKEN) is None
    with pytest.raises(BadInput, match="TEXTBANK_TWILIO_TEXAS_AUTH_TOKEN"):
        secrets_of("twilio-texas", kind)

    monkeypatch.setenv("TEXTBANK_TWILIO_AUTH_TOKEN", "of accounts without one of their own")
    found = find_secret("twilio-texas", kind, AUTH_TOKEN)
    assert found is not None
    assert (found.value, found.where) == (
        "of accounts without one of their own",
        "variable TEXTBANK_TWILIO_AUTH_TOKEN",
    )

    keep_secret("twilio-texas", AUTH_TOKEN, TOKEN)
    assert vault.kept == {(SERVICE, "twilio-texas/auth_token"): TOKEN}
    found = find_secret("twilio-texas", kind, AUTH_TOKEN)
    assert found is not None
    assert (found.source, found.where, found.value) == (Source.KEYRING, "keyring", TOKEN)
    assert TOKEN not in repr(found)

    monkeypatch.setenv("TEXTBANK_TWILIO_TEXAS_AUTH_TOKEN", "its own")
    assert secrets_of("twilio-texas", kind) == {"auth_token": "its own"}
    found = find_secret("twilio-texas", kind, AUTH_TOKEN)
    assert found is not None
    assert found.where == "variable TEXTBANK_TWILIO_TEXAS_AUTH_TOKEN"

    forget_secrets("twilio-texas", kind)
    forget_secrets("twilio-texas", kind)
    assert vault.kept == {}


@pytest.mark.parametrize("unsafe", [PlaintextVault, fail.Keyring, null.Keyring])
def test_a_keyring_that_keeps_nothing_or_in_the_clear_is_refused(
    vault: Vault, unsafe: type[KeyringBackend]
) -> None:
    backend = unsafe()
    keyring.set_keyring(backend)

    assert not keyring_is_safe()
    with pytest.raises(BadInput, match="TEXTBANK_TWILIO_AUTH_TOKEN") as refused:
        keep_secret("twilio", AUTH_TOKEN, TOKEN)
    assert TOKEN not in str(refused.value)
    # What this machine cannot do is not advised.
    with pytest.raises(BadInput, match=r"Set TEXTBANK_TWILIO_AUTH_TOKEN\.$"):
        secrets_of("twilio", KINDS["twilio"])
    if isinstance(backend, Vault):
        backend.kept[SERVICE, "twilio/auth_token"] = TOKEN
    assert find_secret("twilio", KINDS["twilio"], AUTH_TOKEN) is None


@pytest.mark.parametrize("extra", MODULES)
def test_an_extra_is_known_by_all_that_it_brings(
    extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    named = [
        re.split(r"\W*[<>=]", one)[0] for one in project["project"]["optional-dependencies"][extra]
    ]
    assert [{"pyjwt": "jwt"}.get(one, one.replace("-", "_")) for one in named] == [*MODULES[extra]]
    assert is_installed(extra)
    monkeypatch.setitem(sys.modules, MODULES[extra][-1], None)
    assert not is_installed(extra)
    # What is there is not taken away again.
    assert 'pipx install --force ".[gateways,web]"' in how_to_install(extra)


def test_naming_accounts_loads_neither_http_nor_a_keyring() -> None:
    look = (
        "import sys, core.gateways, core.accounts, core.credentials, core.worker; "
        "print(sorted({'httpx', 'keyring', 'cryptography', 'starlette'} & sys.modules.keys()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.strip() == "[]"
