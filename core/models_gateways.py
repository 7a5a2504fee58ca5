"""Real gateways, as tables: accounts at providers, their opt-out lists, and calls not taken.

No secret is in here: those are found by `core.credentials`.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from core.columns import moment
from core.models import table


class GatewayAccount(SQLModel, table=True):
    """An organization's account at a provider; its lines know it by its name."""

    __tablename__ = "gateway_account"
    __table_args__ = (
        Index(
            "ix_gateway_account_name",
            "name",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
        ),
        CheckConstraint("name != 'simulator'"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id", index=True)
    name: str
    kind: str
    """Which provider it is at: see `core.account_kinds`."""
    settings: str = "{}"
    """What its kind asks for and is no secret, as JSON."""
    behavior: str | None = None
    """Which opt-out behavior the customer chose there; None is the provider's own."""
    texts_per_second: int | None = None
    """The pace of new lines; None is what the provider takes by itself."""
    writes_list: bool = False
    """Whether the provider's own opt-out list can be written through it."""
    created_at: datetime = moment()
    removed_at: datetime | None = moment(nullable=True)


class ProviderConsent(SQLModel, table=True):
    """What the opt-out list of a provider is to say of a number, and was last told."""

    __tablename__ = "provider_consent"
    __table_args__ = (
        Index("ix_provider_consent_due", "due_at", sqlite_where=text("due_at IS NOT NULL")),
    )

    account_id: int = Field(primary_key=True, foreign_key="gateway_account.id")
    number: str = Field(primary_key=True)
    wanted: str
    """`out` or `in`."""
    told: str | None = None
    """The same, as the provider last took it; None is never."""
    told_since: datetime | None = moment(nullable=True)
    """Since when the list may say `out` by our telling; None where it does not."""
    due_at: datetime | None = moment(nullable=True)
    """When it is to be told; None is when there is nothing to tell."""
    attempts: int = 0
    claim: str | None = None
    code: str = ""
    """What the provider said when it did not take it."""
    changed_at: datetime = moment()


class MissedCalls(SQLModel, table=True):
    """Calls of an account's webhook that were not taken on one day, by what became of them."""

    __tablename__ = "missed_call"

    account_id: int = Field(primary_key=True, foreign_key="gateway_account.id")
    outcome: str = Field(primary_key=True)
    """As the receiver's figures call it."""
    day: int = Field(primary_key=True)
    """Days since 1970, in UTC."""
    calls: int
    first_at: datetime = moment()
    last_at: datetime = moment()


class ServeRun(SQLModel, table=True):
    """One run of `textbank serve`: outside of them nothing receives what providers call."""

    __tablename__ = "serve_run"

    id: int | None = Field(default=None, primary_key=True)
    began_at: datetime = moment()
    seen_at: datetime = moment()
    """When it was last known to run."""
    ended: bool
    """Whether it ended by itself, and `seen_at` is that moment."""


gateway_accounts = table(GatewayAccount)
provider_consents = table(ProviderConsent)
missed_calls = table(MissedCalls)
serve_runs = table(ServeRun)
