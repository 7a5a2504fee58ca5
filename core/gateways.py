"""Which gateway carries a line's texts: names in the database become providers here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from core.clock import Clock, utc_now
from core.errors import NotFound
from core.providers.base import Provider
from core.providers.simulator import Simulator


class Gateways:
    """The providers that this program can reach, by name."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._providers = {provider.name: provider for provider in providers}

    def __iter__(self) -> Iterator[Provider]:
        return iter(self._providers.values())

    @property
    def names(self) -> tuple[str, ...]:
        """What lines and records call them."""
        return tuple(self._providers)

    def named(self, name: str) -> Provider:
        """The provider of this name.

        Raises:
            NotFound: No such gateway is set up here.
        """
        try:
            return self._providers[name]
        except KeyError:
            raise NotFound(f"No gateway “{name}” is set up on this computer.") from None

    async def close(self) -> None:
        """Let go of all of them."""
        for provider in self._providers.values():
            await provider.close()


def network_path(database: Path) -> Path:
    """Where the simulated network of a database keeps its phones: beside it, never in it."""
    return database.with_name(f"{database.stem}.network{database.suffix or '.sqlite'}")


def open_gateways(database: Path, clock: Clock = utc_now) -> Gateways:
    """The gateways of a database; nothing is opened or connected until it is used."""
    return Gateways([Simulator(network_path(database), clock=clock)])
