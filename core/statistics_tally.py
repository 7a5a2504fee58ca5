"""Adds up what is read for the statistics, by campaign, provider type and quarter of an hour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.domain import Behavior, Confirmation, OptOutSource
from core.statistics_periods import QUARTER, Step, Zone
from core.statistics_views import BehaviorFigures, Bucket, CampaignFigures, Figures
from core.stored import instant

_ORDER = (Behavior.TYPE_1, Behavior.TYPE_2, None)


@dataclass(frozen=True, slots=True)
class _Where:
    """What a figure is of, as far as it is told apart."""

    organization: int | None
    """Only where there is no campaign."""
    campaign: int | None
    behavior: Behavior | None


@dataclass(slots=True)
class _Group:
    first_messages: int = 0
    replied: int = 0
    opted_out: int = 0
    replies: int = 0
    conversations_replied: int = 0
    requests: int = 0
    undone: int = 0
    opted_in: int = 0
    confirmations: Counter[Confirmation] = field(default_factory=Counter)
    sources: Counter[OptOutSource] = field(default_factory=Counter)


@dataclass(slots=True)
class _Moment:
    replies: int = 0
    opt_outs: int = 0
    first_messages: int = 0
    replied: int = 0
    opted_out: int = 0


class FiguresTally:
    """Takes the rows that `core.statistics` reads, one after the other, and gives the figures."""

    def __init__(self) -> None:
        self.lines: dict[int, Behavior] = {}
        """The behavior of each line; to be set first."""
        self.people: list[float] = []
        """Seconds from request to opt-out, where a person pressed."""
        self.automatic: list[float] = []
        """The same, where the system opted out."""
        self._groups: defaultdict[_Where, _Group] = defaultdict(_Group)
        self._quarters: defaultdict[int, _Moment] = defaultdict(_Moment)

    def conversations(
        self,
        campaign: int | None,
        line: int | None,
        quarter: int | None,
        texted: int,
        replied: int,
        opted_out: int,
        replies: int,
        conversations_replied: int,
        requests: int,
    ) -> None:
        """Add conversations of one campaign and line, or those first texted in one quarter."""
        if quarter is not None:
            moment = self._quarters[quarter]
            moment.first_messages += texted
            moment.replied += replied
            moment.opted_out += opted_out
            return
        assert line is not None
        group = self._groups[_Where(None, campaign, self.lines[line])]
        group.first_messages += texted
        group.replied += replied
        group.opted_out += opted_out
        group.replies += replies
        group.conversations_replied += conversations_replied
        group.requests += requests

    def replies_then(self, quarter: int, replies: int) -> None:
        """Add texts that came in one quarter of an hour."""
        self._quarters[quarter].replies += replies

    def unmatched(self, organization: int, line: int, replies: int, requests: int) -> None:
        """Add texts that came to a line and belong to no conversation."""
        group = self._groups[_Where(organization, None, self.lines[line])]
        group.replies += replies
        group.requests += requests

    def opt_out(
        self,
        organization: int,
        campaign: int | None,
        behavior: str | None,
        source: str,
        confirmation: str,
        at: int,
        ended_how: str | None,
        asked_at: int | None,
    ) -> None:
        """Add one opt-out on record. One that was undone is none, but its record is there."""
        of = Behavior(behavior) if behavior is not None else None
        group = self._groups[_Where(None if campaign else organization, campaign, of)]
        if ended_how == "undo":
            # What is taken back within its seconds has sent nothing, whatever it would have.
            group.undone += 1
            group.confirmations[Confirmation.WITHDRAWN] += 1
            return
        group.opted_in += ended_how == "opt_in"
        group.confirmations[Confirmation(confirmation)] += 1
        group.sources[OptOutSource(source)] += 1
        self._quarters[at // QUARTER].opt_outs += 1
        if asked_at is not None:
            # The provider's clock may be ahead of ours.
            seconds = max(0, at - asked_at) / 1_000_000
            automatic = source == OptOutSource.SYSTEM
            (self.automatic if automatic else self.people).append(seconds)

    def total(self) -> Figures:
        """Everything."""
        return _sum(self._groups.values())

    def of_behaviors(self) -> tuple[BehaviorFigures, ...]:
        """By provider type, those with anything to count."""
        return tuple(
            BehaviorFigures(behavior, _sum(groups))
            for behavior in _ORDER
            if (groups := [one for of, one in self._groups.items() if of.behavior is behavior])
        )

    def of_campaigns(
        self,
        campaigns: Mapping[int, tuple[str, str, Behavior]],
        organizations: Mapping[int, str],
    ) -> tuple[CampaignFigures, ...]:
        """By campaign, most opt-outs first; at the end what belongs to none.

        Args:
            campaigns: The organization, the name and the behavior of each.
            organizations: The name of each.
        """
        groups: defaultdict[tuple[int | None, int | None], list[_Group]] = defaultdict(list)
        for of, group in self._groups.items():
            groups[of.organization, of.campaign].append(group)
        found = []
        for (organization, campaign), some in groups.items():
            if campaign is not None:
                owner, name, behavior = campaigns[campaign]
                found.append(CampaignFigures(owner, name, behavior, _sum(some)))
            else:
                owner = organizations.get(organization or 0, "")
                found.append(CampaignFigures(owner, None, None, _sum(some)))
        return tuple(sorted(found, key=_most_opt_outs))

    def buckets(self, zone: Zone, step: Step) -> tuple[Bucket, ...]:
        """By day or hour of a time zone, oldest first."""
        starts: defaultdict[int, _Moment] = defaultdict(_Moment)
        moments = {}
        for quarter, moment in self._quarters.items():
            start = zone.start_of(instant(quarter * QUARTER), step)
            key = int(start.timestamp())
            moments[key] = start
            sum_of = starts[key]
            sum_of.replies += moment.replies
            sum_of.opt_outs += moment.opt_outs
            sum_of.first_messages += moment.first_messages
            sum_of.replied += moment.replied
            sum_of.opted_out += moment.opted_out
        return tuple(
            Bucket(moments[key], one.replies, one.opt_outs, one.first_messages, one.replied,
                   one.opted_out)
            for key, one in sorted(starts.items())
        )  # fmt: skip


def _most_opt_outs(one: CampaignFigures) -> tuple[bool, int, int, str, str]:
    figures = one.figures
    return (
        one.name is None,
        -figures.opt_outs,
        -figures.first_messages,
        one.name or "",
        one.organization,
    )


def _sum(groups: Iterable[_Group]) -> Figures:
    total = _Group()
    for group in groups:
        total.first_messages += group.first_messages
        total.replied += group.replied
        total.opted_out += group.opted_out
        total.replies += group.replies
        total.conversations_replied += group.conversations_replied
        total.requests += group.requests
        total.undone += group.undone
        total.opted_in += group.opted_in
        total.confirmations.update(group.confirmations)
        total.sources.update(group.sources)
    return Figures(
        first_messages=total.first_messages,
        replied=total.replied,
        opted_out=total.opted_out,
        replies=total.replies,
        conversations_replied=total.conversations_replied,
        requests=total.requests,
        undone=total.undone,
        opted_in=total.opted_in,
        confirmations=dict(total.confirmations),
        sources=dict(total.sources),
    )
