"""Every body made to do harm, in every place a widget shows what came from outside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from textual.geometry import Region
from textual.widget import Widget

from core.domain import RequestKind, Span, TextKind, TextState
from tests.tui.harness import (
    HarnessApp,
    hostile_bodies,
    opted_out,
    sample_row,
    sample_sent,
    sample_text,
    sample_view,
    type_1_preview,
)
from tui.widgets.composer import ReplyInput

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def letters(widget: Widget) -> Iterator[str]:
    for strip in widget.render_lines(Region(0, 0, *widget.region.size)):
        for segment in strip:
            assert not segment.control
            yield segment.text


def check_screen(app: HarnessApp, case: str) -> None:
    for widget in app.screen.walk_children(Widget):
        if widget.is_container and not widget.is_scrollable:
            continue
        for char in "".join(letters(widget)):
            assert unicodedata.category(char) not in ("Cc", "Cs"), (case, widget, hex(ord(char)))
            assert char not in BIDI, (case, widget, hex(ord(char)))


async def test_no_body_raises_and_no_control_is_drawn_anywhere() -> None:
    app = HarnessApp(0, serve=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.conversations.set_ids(*_one())
        for number, (case, body) in enumerate(hostile_bodies()):
            row = sample_row(1, name=body, preview=body, request=RequestKind.REQUEST)
            app.conversations.put_rows([row])
            app.conversations.empty_text = body
            texts = (
                sample_text(1, body, request=RequestKind.KEYWORD, span=Span(1, len(body))),
                sample_text(2, body, kind=TextKind.PROVIDER_NOTICE),
                sample_sent(3, body, TextState.FAILED, author=body, reason=body),
            )
            view = sample_view(
                number + 1,
                name=body,
                campaign=body,
                organization=body,
                custom={body: body},
                draft=body,
                texts=texts,
                preview=_preview_saying(body),
                opted_out=opted_out() if number % 4 == 0 else None,
            )
            app.show(view)
            await pilot.pause()
            check_screen(app, case)
            app.composer.bind(1, body, "", enabled=number % 2 == 0, why_disabled=body)
            await pilot.pause()
            check_screen(app, case)
        assert number > 40


async def test_a_hidden_request_is_in_sight() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        body = dict(hostile_bodies())["csi-conceal"]
        app.transcript.show(sample_view(texts=(sample_text(1, body),)))
        await pilot.pause()
        assert "STOP texting me" in "".join(letters(app.transcript))


async def test_markup_in_a_name_is_only_letters() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        name = "[@click=app.quit]Maria[/] [ok] [/path]"
        app.show(sample_view(name=name))
        await pilot.pause()
        assert "[@click=app.quit]Maria[/]" in str(app.top_bar.query_one("#top-name").render())
        assert "[@click=app.quit]Maria[/]" in "".join(letters(app.side.view))
        placeholder = app.composer.query_one(ReplyInput).placeholder
        assert "[@click=app.quit]Maria[/]" in str(placeholder)


def _one():
    from array import array

    return array("q", [1]), array("q", [1])


def _preview_saying(body: str):
    from dataclasses import replace

    return replace(type_1_preview(), explanation=body, message=body)
