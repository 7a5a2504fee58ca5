"""One opt-out list for several lines of an account: a START to one of them lifts it for all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import inbox
from core.account_kinds import shares_list
from core.desk import Desk
from core.domain import Behavior, Evidence
from core.inbox import UNBLOCKED
from core.models import lines
from core.providers.base import InboundMessage, OutboundText, Outcome, Refusal, SendResult
from tests.core.gateway_world import ACCOUNT, Clock, Wire, on_account, worker_of
from tests.core.world import LINE, MARIA, World, make_campaign

SERVICE = {"messaging_service_sid": "MG0123456789abcdef0123456789abcdef"}
PROFILE = {"messaging_profile_id": "4001"}
SECOND, TOLL_FREE, UNUSED = "+12025550111", "+18335550111", "+12025550199"
REFUSED = SendResult(Outcome.OPTED_OUT, code="21610", refusal=Refusal.BLOCKED)


class Account:
    """A contact in two campaigns, on two lines of one account."""

    def __init__(self, desk: Desk, clock: Clock, second: World) -> None:
        self.desk, self.clock, self.second = desk, clock, second
        self.wire = Wire()
        self._count = 0

    @property
    def there(self) -> int:
        """The conversation on the second line."""
        return self.second.conversation_with(MARIA)

    async def says(self, body: str, line: str) -> None:
        """The contact texts one of the lines."""
        self.clock.now += timedelta(seconds=10)
        self._count += 1
        now = self.clock()
        message = InboundMessage(f"IN{self._count}", line, MARIA, body, now)
        await (await self.desk.database()).write(inbox.receive, self.wire, message, now)

    async def is_refused_there(self) -> None:
        """A text on the second line comes back: the contact opted out."""
        self.wire.answers = [REFUSED]
        await self.desk.reply(self.there, "Will you vote?")
        await (await worker_of(self.desk, self.wire, self.clock)).send_due()

    async def opt_out_there(self) -> list[str]:
        """What is sent for it."""
        before = len(self.wire.sent)
        await self.desk.opt_out(self.there)
        await (await worker_of(self.desk, self.wire, self.clock)).send_due(ignore_hold=True)
        return [text.line for text in self.wire.sent[before:]]


@pytest.fixture
def desk(office: Desk) -> Desk:
    return office


async def account(
    desk: Desk, clock: Clock, settings: dict[str, str], second: str = SECOND
) -> Account:
    await on_account(desk, Behavior.TYPE_2, (MARIA,), settings)
    fall = await make_campaign(desk, Behavior.TYPE_2, (MARIA,), campaign="Fall", line=second)
    theirs = lines.update().values(provider=ACCOUNT)
    await (await desk.database()).write(lambda connection: connection.execute(theirs))
    return Account(desk, clock, fall)


@pytest.mark.parametrize("evidence", [Evidence.REFUSAL, Evidence.KEYWORD])
async def test_start_lifts_the_blocks_of_all_lines_on_the_list(
    desk: Desk, clock: Clock, evidence: Evidence
) -> None:
    maria = await account(desk, clock, SERVICE)
    await maria.says("STOP", LINE)
    if evidence is Evidence.REFUSAL:
        await maria.is_refused_there()
    else:
        await maria.says("STOP", SECOND)
    assert (await desk.conversation(maria.there)).block is not None

    await maria.says("START", LINE)

    view = await desk.conversation(maria.there)
    assert (view.block, view.texts[-1].body) == (None, UNBLOCKED)
    # Nobody has told the contact of what is asked for since: our message does.
    await maria.says("please stop texting me", SECOND)
    assert await maria.opt_out_there() == [SECOND]


@pytest.mark.parametrize(
    ("settings", "second"), [({}, SECOND), (SERVICE, TOLL_FREE)], ids=["no list", "toll-free"]
)
async def test_start_on_another_list_lifts_nothing(
    desk: Desk, clock: Clock, settings: dict[str, str], second: str
) -> None:
    maria = await account(desk, clock, settings, second)
    await maria.says("STOP", second)

    await maria.says("START", LINE)
    assert (await desk.conversation(maria.there)).block is not None

    await maria.says("START", second)
    assert (await desk.conversation(maria.there)).block is None


@pytest.mark.parametrize("word", ["START", "yes"])
async def test_start_to_a_number_that_no_campaign_uses_lifts_the_blocks_of_its_list(
    desk: Desk, clock: Clock, word: str
) -> None:
    maria = await account(desk, clock, SERVICE)
    maria.wire.start_keywords = frozenset({"start", "yes"})
    await maria.says("STOP", SECOND)

    await maria.says(word, UNUSED)

    view = await desk.conversation(maria.there)
    assert (view.block, view.texts[-1].body) == (None, UNBLOCKED)
    # Nobody has told the contact of what is asked for since: our message does.
    assert await maria.opt_out_there() == [SECOND]


async def test_a_start_that_overtook_its_stop_counts_at_a_number_that_no_campaign_uses(
    desk: Desk, clock: Clock
) -> None:
    maria = await account(desk, clock, SERVICE)
    began = clock.now
    await maria.says("START", UNUSED)
    clock.now = began - timedelta(seconds=20)
    await maria.says("STOP", SECOND)

    assert (await desk.conversation(maria.there)).block is None


@pytest.mark.parametrize(("settings", "word"), [({}, "START"), (SERVICE, "yes")])
async def test_what_lifts_no_block_at_a_number_that_no_campaign_uses_belongs_to_nobody(
    desk: Desk, clock: Clock, settings: dict[str, str], word: str
) -> None:
    maria = await account(desk, clock, settings)
    maria.wire.start_keywords = frozenset({"start", "yes"})
    if word == "START":
        await maria.says("STOP", SECOND)

    await maria.says(word, UNUSED)

    view = await desk.conversation(maria.there)
    assert (view.block is not None) == (word == "START")
    assert await desk.reader.row("SELECT 1 FROM line WHERE number = ?", (UNUSED,)) is None


@pytest.mark.parametrize("line", [LINE, SECOND])
async def test_a_refusal_that_a_start_overtook_blocks_nothing(
    desk: Desk, clock: Clock, line: str
) -> None:
    maria = await account(desk, clock, SERVICE)

    class Slow(Wire):
        """A provider whose refusal is under way while the contact texts START."""

        async def send(self, text: OutboundText) -> SendResult:
            result = await super().send(text)
            await maria.says("START", line)
            return result

    maria.wire = Slow()
    await maria.is_refused_there()

    assert len(maria.wire.sent) == 1
    assert (await desk.conversation(maria.there)).block is None


@pytest.mark.parametrize(
    ("kind", "settings", "line", "shared"),
    [
        ("twilio", SERVICE, LINE, True),
        ("twilio", SERVICE, TOLL_FREE, False),
        ("twilio", {}, LINE, False),
        ("telnyx", PROFILE, LINE, True),
        ("telnyx", {}, LINE, False),
        ("plivo", PROFILE, LINE, False),
    ],
)
def test_which_lines_share_a_list(
    kind: str, settings: dict[str, str], line: str, shared: bool
) -> None:
    assert shares_list(kind, settings, line) is shared
