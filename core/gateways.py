"""Which gateway carries a line's texts: names in the database become providers here.

Those of accounts are opened when there is something for them to send, where their secrets
are known. A program that knows none leaves their texts to one that does.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from time import monotonic

from core.accounts import AccountView, accounts_in
from core.clock import Clock, utc_now
from core.denials import Denials
from core.errors import BadInput, NotFound
from core.pausing import Leaving, Pauses, Place
from core.providers.base import Provider, SendResult, TellsOptOuts
from core.providers.simulator import Simulator
from core.training.database import is_training_file, refuse_real

log = logging.getLogger(__name__)

LOOK_AGAIN = 60.0
"""Seconds after which an account that could not be opened is tried again."""

AT_ONCE = 32
"""So many requests at once an account makes: more go no faster, and their answers come late."""

Opener = Callable[[AccountView], Provider]
"""Opens the gateway of an account; blocks, and raises BadInput where it cannot be."""


class Accounts:
    """The accounts of a database and what opens their gateways.

    Args:
        path: The database.
        opener: Opens one.
    """

    def __init__(self, path: Path, opener: Opener) -> None:
        self._path = path
        self._opener = opener

    async def find(self) -> tuple[list[AccountView], frozenset[str]]:
        """The accounts there are, and the names of those that have something to send."""
        return await asyncio.to_thread(accounts_in, self._path)

    async def open(self, account: AccountView) -> Provider:
        """Open one. Raises BadInput where it cannot be."""
        return await asyncio.to_thread(self._opener, account)


class Gateways:
    """The providers that this program can reach, by name.

    Args:
        providers: Those that are always there.
        training: Whether they are those of a training database.
        accounts: Where more are found.
        seconds: A clock that nobody sets, for pauses.

    Raises:
        TrainingOnly: They are for training, and one of them is not simulated.
    """

    def __init__(
        self,
        providers: Iterable[Provider],
        *,
        training: bool = False,
        accounts: Accounts | None = None,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._providers = {provider.name: provider for provider in providers}
        self._training = training
        self._accounts = None if training else accounts
        self._views: dict[str, AccountView] = {}
        self._failed: dict[str, tuple[float, BadInput]] = {}
        self._pauses, self._telling_pauses = Pauses(seconds), Pauses(seconds)
        self._denials = Denials(seconds)
        self._retired: list[Provider] = []
        self._looking = asyncio.Lock()
        self._room: dict[str, asyncio.Semaphore] = {}
        if training:
            self.must_be_simulated()

    def must_be_simulated(self) -> None:
        """Refuse to serve a training database with a provider that reaches real phones.

        Raises:
            TrainingOnly: One of them is not simulated.
        """
        for provider in self:
            if not provider.simulated:
                raise refuse_real(provider.name)

    def __iter__(self) -> Iterator[Provider]:
        return iter(list(self._providers.values()))

    @property
    def names(self) -> tuple[str, ...]:
        """What lines and records call those that can be sent through now."""
        return tuple(name for name in self._providers if self.lets(name))

    @property
    def open_names(self) -> tuple[str, ...]:
        """The same with those that are left alone for now: they can be asked."""
        return tuple(self._providers)

    @property
    def held_lines(self) -> list[int]:
        """The lines that are left alone for now, by their ids."""
        return [line for name, line in self._pauses.held_lines if not self._is_simulated(name)]

    @property
    def in_doubt(self) -> frozenset[Place]:
        """The accounts and lines of which one text is tried before the rest."""
        found = self._pauses.in_doubt(self._providers)
        return frozenset(place for place in found if not self._is_simulated(place[0]))

    @property
    def told_now(self) -> tuple[str, ...]:
        """The names of those that can be told of opt-outs now, for lists of their own."""
        return tuple(
            name
            for name in self.names
            if isinstance(self._providers[name], TellsOptOuts) and self._telling_pauses.lets(name)
        )

    def named(self, name: str) -> Provider:
        """The provider of this name.

        Raises:
            NotFound: No such gateway is set up here.
            TrainingOnly: Nor may it be: these are those of a training database.
        """
        try:
            return self._providers[name]
        except KeyError:
            if self._training:
                raise refuse_real(name) from None
            raise NotFound(f"No gateway “{name}” is set up on this computer.") from None

    async def known(self) -> frozenset[str]:
        """Every name that a campaign can give its gateway, whether or not it is open here."""
        accounts = [] if self._accounts is None else (await self._accounts.find())[0]
        return frozenset(self._providers) | {account.name for account in accounts}

    def opened(self, name: str) -> Provider | None:
        """The provider of this name, if it is open."""
        return self._providers.get(name)

    def account(self, name: str) -> AccountView | None:
        """The account of this name, as it was last looked up."""
        return self._views.get(name)

    async def look(self, *, busy: bool = True) -> dict[str, BadInput]:
        """Open the gateways of accounts that are not open, or were changed.

        Args:
            busy: Only those that have something to send.

        Returns:
            Why those that could not be opened are not, by name.

        Raises:
            DatabaseError: The accounts cannot be read.
        """
        if self._accounts is None:
            return {}
        async with self._looking:
            accounts, having_work = await self._accounts.find()
            for name in self._views.keys() - {account.name for account in accounts}:
                self._retire(name)
            for account in accounts:
                if account.name in having_work or not busy:
                    await self._open(self._accounts, account)
        return {name: failed[1] for name, failed in self._failed.items()}

    async def _open(self, accounts: Accounts, account: AccountView) -> None:
        name = account.name
        is_known = self._views.get(name) == account
        failed = self._failed.get(name)
        if is_known and (failed is None or monotonic() - failed[0] < LOOK_AGAIN):
            return
        self._views[name] = account
        try:
            opened = await accounts.open(account)
        except BadInput as error:
            if not is_known or failed is None:
                log.warning("account %s cannot be used here: %s", name, error)
            self._failed[name] = monotonic(), error
            return
        if name in self._providers:
            # What is on the wire there is not broken off.
            self._retired.append(self._providers[name])
        self._providers[name] = opened
        self._failed.pop(name, None)
        self._pauses.forget(name)
        self._telling_pauses.forget(name)
        self._denials.forget(name)

    def room(self, provider: Provider) -> AbstractAsyncContextManager[object]:
        """Room for one more text on the wire; whoever waits for it has sent nothing yet."""
        if provider.simulated:
            return nullcontext()
        return self._room.setdefault(provider.name, asyncio.Semaphore(AT_ONCE))

    def lets(self, name: str, line_id: int | None = None) -> bool:
        """Whether a text may leave through an account now, and from this line of it."""
        return self._is_simulated(name) or self._pauses.lets(name, line_id)

    def _is_simulated(self, name: str) -> bool:
        return name in self._providers and self._providers[name].simulated

    def leaves(self, name: str, line_id: int | None) -> Leaving:
        """Say that a text goes on the wire; `heed` must follow, whatever becomes of it."""
        return self._pauses.leaves(name, line_id)

    def heed(self, leaving: Leaving, result: SendResult) -> None:
        """Send nothing through an account or a line for a while if its answer says so."""
        self._pauses.heed(leaving, result)

    async def judged(self, provider: Provider, result: SendResult) -> SendResult:
        """What an answer comes to; where it may be about the account, that is asked."""
        return await self._denials.judged(provider, result)

    def heed_telling(self, name: str, result: SendResult) -> None:
        """Tell an account nothing for a while if its answer says so; its texts go on.

        The list is kept by another API, which can refuse or be away while texts are carried.
        """
        self._telling_pauses.heed(self._telling_pauses.leaves(name), result)

    def _retire(self, name: str) -> None:
        del self._views[name]
        self._failed.pop(name, None)
        if name in self._providers:
            self._retired.append(self._providers.pop(name))

    async def close(self) -> None:
        """Let go of all of them."""
        for provider in (*self._providers.values(), *self._retired):
            await provider.close()


def network_path(database: Path) -> Path:
    """Where the simulated network of a database keeps its phones: beside it, never in it."""
    return database.with_name(f"{database.stem}.network{database.suffix or '.sqlite'}")


def open_gateways(
    database: Path, clock: Clock = utc_now, public_url: str | None = None
) -> Gateways:
    """The gateways of a database; no gateway is opened or connected until it is used.

    Those of a training database are simulated.

    Args:
        database: Where its lines and accounts are.
        clock: The time now, aware, in UTC.
        public_url: Where providers reach `textbank serve`, if not as the accounts say.

    Raises:
        DatabaseError: The database cannot be read.
    """

    def open_it(account: AccountView) -> Provider:
        # Loads what speaks HTTP: only where there is an account.
        from core.account_gateways import open_account

        return open_account(account, clock, public_url)

    simulator = Simulator(network_path(database), clock=clock)
    return Gateways(
        [simulator], training=is_training_file(database), accounts=Accounts(database, open_it)
    )
