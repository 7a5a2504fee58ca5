"""Which gateway carries a line's texts: names in the database become providers here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from core.clock import Clock, utc_now
from core.errors import NotFound
from core.providers.base import Provider
from core.providers.simulator import Simulator
from core.training.database import is_training_file, refuse_real


class Gateways:
    """The providers that this program can reach, by name.

    Args:
        providers: All of them.
        training: Whether they are those of a training database.

    Raises:
        TrainingOnly: They are, and one of them is not simulated.
    """

    def __init__(self, providers: Iterable[Provider], *, training: bool = False) -> None:
        self._providers = {provider.name: provider for provider in providers}
        self._training = training
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
        return iter(self._providers.values())

    @property
    def names(self) -> tuple[str, ...]:
        """What lines and records call them."""
        return tuple(self._providers)

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

    async def close(self) -> None:
        """Let go of all of them."""
        for provider in self._providers.values():
            await provider.close()


def network_path(database: Path) -> Path:
    """Where the simulated network of a database keeps its phones: beside it, never in it."""
    return database.with_name(f"{database.stem}.network{database.suffix or '.sqlite'}")


def open_gateways(database: Path, clock: Clock = utc_now) -> Gateways:
    """The gateways of a database; no gateway is opened or connected until it is used.

    Those of a training database are simulated.

    Raises:
        DatabaseError: The database cannot be read.
    """
    simulator = Simulator(network_path(database), clock=clock)
    return Gateways([simulator], training=is_training_file(database))
