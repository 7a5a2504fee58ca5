"""Phrases of an organization's own: read as requests, and never acted on by themselves."""

from __future__ import annotations

import pytest

from core.campaigns import change_organization
from core.domain import RequestKind
from core.errors import BadInput, NotAllowed
from core.models import audit_entries, opt_outs, organizations
from core.organizations import organization_view
from tests.core import rules_world
from tests.core.rules_world import AMY, Scene
from tests.core.world import SAM

type1 = rules_world.type1
type2 = rules_world.type2

STRANGER = "+14155550177"
ODD = "Violet  pelican"


async def asked(scene: Scene) -> RequestKind:
    return (await scene.desk.conversation(scene.maria)).preview.asked


async def test_a_phrase_of_ones_own_is_a_request_from_then_on(type1: Scene) -> None:
    await type1.says("hello violet pelican, friend")
    assert await asked(type1) is RequestKind.NONE

    await type1.change(request_words=f"{ODD}, no more surveys")
    await type1.says("hello VIOLET PELICAN, friend")

    assert await asked(type1) is RequestKind.REQUEST
    [text] = [
        one
        for one in (await type1.desk.conversation(type1.maria)).texts
        if one.request is RequestKind.REQUEST
    ]
    assert text.span is not None
    assert text.body[text.span.start : text.span.end] == "VIOLET PELICAN"
    view = await organization_view(type1.desk.reader)
    assert view.request_words == ("violet pelican", "no more surveys")
    entry = (await type1.rows(audit_entries, audit_entries.c.action == "organization_changed"))[-1]
    assert entry["detail"] == "request_words"
    await type1.change(request_words="")
    assert (await organization_view(type1.desk.reader)).request_words == ()


async def test_it_suggests_and_never_acts_by_itself(type2: Scene) -> None:
    await type2.change(automatic_opt_out=True, request_words=ODD)
    await type2.texted()

    await type2.says("violet pelican")

    assert type2.maria in await type2.listed()
    assert await asked(type2) is RequestKind.REQUEST
    assert not (await type2.desk.conversation(type2.maria)).preview.told


async def test_what_can_be_no_phrase_is_refused(type1: Scene) -> None:
    too_many = ", ".join(f"phrase number {number}" for number in range(101))
    for words in ("no", "a" * 81, "start", "help", "!!!", "stop\x1b[2J", "\u202eabc", too_many):
        with pytest.raises(BadInput):
            await type1.change(request_words=words)

    assert (await type1.rows(organizations))[0]["request_words"] == ""


async def test_phrases_are_kept_once(type1: Scene) -> None:
    await type1.change(request_words="Violet pelican,violet-pelican!, 退订 , ,\n别发了")

    words = (await organization_view(type1.desk.reader)).request_words
    assert words == ("violet pelican", "退订", "别发了")


async def test_only_an_administrator_sets_them(type1: Scene) -> None:
    with pytest.raises(NotAllowed):
        await type1.database.write(
            change_organization,
            type1.world.organization_id,
            AMY,
            type1.clock(),
            request_words=ODD,
        )


async def test_a_word_that_this_provider_publishes_is_a_keyword_here(
    type1: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = type1.world.conversation_with(SAM)
    monkeypatch.setattr(type(type1.simulator), "opt_out_keywords", frozenset({"goodbye"}))
    await type1.change(automatic_opt_out=True)
    await type1.texted()
    await type1.texted(sam)

    await type1.says("Goodbye")
    await type1.says("goodbye all", SAM)

    assert await asked(type1) is RequestKind.KEYWORD
    assert (await type1.desk.conversation(sam)).preview.asked is not RequestKind.KEYWORD
    # It is none of the organization's: only people act on it.
    assert type1.maria in await type1.listed()


@pytest.mark.parametrize("word", ["ѕtop", "stpo", "st0p", "🛑", "s-t-o-p please"])
async def test_what_only_looks_like_a_keyword_opts_out_nobody_by_itself(
    type2: Scene, word: str
) -> None:
    await type2.change(automatic_opt_out=True)
    await type2.texted()

    await type2.says(word)
    await type2.says(word, STRANGER)

    assert await type2.rows(opt_outs) == []
    assert not (await type2.desk.conversation(type2.maria)).preview.told
