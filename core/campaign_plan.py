"""A campaign as somebody asks for it, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain import Behavior


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """A campaign as somebody asks for it; what is there already is kept as it is."""

    organization: str
    campaign: str
    behavior: Behavior
    line: str
    """The sending number, E.164."""
    provider: str = "simulator"
    description: str = ""
    default_country: str = "US"
