"""Keeping what is being written: the latest of each draft, as fast as the disk can."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import on, work

from core.desk import Desk
from tui.screens.telling import WRITING, TellingScreen, told
from tui.widgets.composer import Composer


class DraftKeepingScreen(TellingScreen):
    """A screen on which texts are written that must not be lost."""

    _desk: Desk

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self._drafts: dict[int, str] = {}
        """What is to be saved of each conversation's draft."""
        self._saving_drafts = asyncio.Lock()
        self._composer: Composer | None = None

    def on_mount(self) -> None:
        """Know the composer, also when it is no longer on the screen."""
        self._composer = self.query_one(Composer)

    async def _keep_all(self) -> None:
        """On the way out: wait until all that was confirmed or written is in the database."""
        if self._composer is not None and self._composer.written is not None:
            self._words_written(*self._composer.written)
        await self.ended(*WRITING)
        await self.ended("draft")  # A text that could not be sent has become one.

    @on(Composer.Changed)
    def _words_changed(self, event: Composer.Changed) -> None:
        self._words_written(event.conversation_id, event.text)

    def _words_written(self, conversation_id: int, text: str) -> None:
        """Keep what the texter has written to this conversation."""
        self._keep_draft(conversation_id, text)

    def _keep_draft(self, conversation_id: int, text: str) -> None:
        self._drafts[conversation_id] = text
        self._save_drafts()

    @work(group="draft")
    @told
    async def _save_drafts(self) -> None:
        """Save the latest of each draft: a slow disk is not asked for every letter."""
        async with self._saving_drafts:
            while self._drafts:
                conversation_id, text = next(reversed(self._drafts.items()))
                # What cannot be saved stays: the next letter tries again.
                await self._desk.save_draft(conversation_id, text)
                if self._drafts.get(conversation_id) == text:
                    del self._drafts[conversation_id]
