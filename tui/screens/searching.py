"""Search: the list shows what is found as it is typed, and comes back as it was."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerCancelled

from core.desk import Desk
from core.safe_text import for_line
from core.settings import Settings
from core.views import AssignmentView, ConversationView
from tui.screens.concluding import ConcludingScreen
from tui.screens.telling import told
from tui.widgets.conversation_list import KeptList
from tui.widgets.list_status import ListStatus
from tui.widgets.search_box import SearchBox
from tui.widgets.transcript import Transcript

NOTHING = (
    "Nothing found for “{}”.\n\nTry the beginning of a name, the last 4 digits of a number, "
    "or a word that somebody wrote."
)


DONE = "What was found is done.\n\nesc goes back to the list, / searches again."


class SearchingScreen(ConcludingScreen):
    """Finds conversations by name, number and words."""

    BINDING_GROUP_TITLE = "Finding your way"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ctrl+s", "search", "Search", id="messenger.search",
                tooltip="Find by name, number, or words in messages"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._kept: KeptList | None = None
        """The list as it was before it showed what is found; None where it was being read."""
        self._search: Worker[None] | None = None
        self._more = ""
        """A plus where more was found than is shown."""

    @property
    def _box(self) -> SearchBox:
        return self.query_one(SearchBox)

    def action_search(self) -> None:
        """Open the line that is searched with, or go back to it."""
        self.remove_class("-reading")
        self.add_class("-searching")
        self._box.line.focus()

    @on(ListStatus.SearchPressed)
    def _search_pressed(self) -> None:
        if self.has_class("-searching"):
            self._leave_search()
        else:
            self.action_search()

    @on(SearchBox.Asked)
    def _asked(self, event: SearchBox.Asked) -> None:
        if self.has_class("-searching"):
            self._search = self._find(event.words)

    @work(group="search", exclusive=True)
    @told
    async def _find(self, words: str) -> None:
        from core.search import search

        if not words.strip():
            self._put_list_back()
            return
        assignment_id = None if self._assignment is None else self._assignment.id
        found = await search(self._desk, words, assignment_id)
        if not self.has_class("-searching"):
            return
        if not self._finding:
            self._kept = None if self._loading else self._list.keep()
            self._finding = True
        self._list.show_hits(found.hits, NOTHING.format(for_line(words, 40)))
        self._more = "+" if found.more else ""
        self._count_hits("Nothing found")
        hit = None if self._shown is None else self._list.hit(self._shown.id)
        if hit is not None:
            self.query_one(Transcript).find(hit.text_id, hit.text_span)

    def _count_hits(self, none: str) -> None:
        count = len(self._list)
        words = f"{count:,}{self._more} found" if count else none
        self.query_one(ListStatus).show_found(words)

    def _leave(self, conversation_id: int) -> None:
        """Take what was done off what is found, too."""
        super()._leave(conversation_id)
        if self._finding:
            if not len(self._list):
                self._list.show_hits((), DONE)
            self._count_hits("All done")

    async def _come_back_to(self, conversation_id: int) -> bool:
        """Among what a search finds now, or else on the list."""
        if self._finding:
            self._search = self._find(self._box.line.value)
            if not await self._found():
                return False
            if self._list.hit(conversation_id) is not None:
                return self._list.select(conversation_id)
            typing = self._box.line.has_focus
            self._end_search()
            if typing:
                self.set_focus(self._list)
        return await super()._come_back_to(conversation_id)

    @on(SearchBox.Moved)
    def _moved(self, event: SearchBox.Moved) -> None:
        if event.pages:
            self._list.action_page(event.by)
        else:
            self._list.action_move(event.by)

    async def _found(self) -> bool:
        """Wait for what is searched; False where something else was searched meanwhile."""
        if self._search is not None:
            try:
                await self._search.wait()
            except WorkerCancelled:
                return False
        return True

    @on(SearchBox.Chosen)
    def _chosen(self) -> None:
        self._go_to_hit()

    @work(group="search hit", exclusive=True)
    @told
    async def _go_to_hit(self) -> None:
        """Open what is found for all that was typed, however fast Enter followed."""
        if not await self._found():
            return
        view, _ = await self._current()
        if view is None:
            return
        if self.has_class("-tiny"):
            self.add_class("-reading")
            self.set_focus(self.query_one(Transcript))
        else:
            self.set_focus(self._list)

    @on(SearchBox.Left)
    def _left(self) -> None:
        self._leave_search()

    def action_to_list(self) -> None:
        """Go back to the list; from there, leave the search."""
        if self.has_class("-searching") and self._list.has_focus:
            self._leave_search()
        else:
            super().action_to_list()

    def _leave_search(self) -> None:
        self._end_search()
        self.set_focus(self._list)
        self._follow()

    def _end_search(self) -> None:
        """Show the list as it was before, with what changed meanwhile."""
        if not self.has_class("-searching"):
            return
        self.workers.cancel_group(self, "search")
        self.remove_class("-searching")
        self._box.line.value = ""
        self._put_list_back()

    def _put_list_back(self) -> None:
        if not self._finding:
            return
        kept, self._kept, self._finding = self._kept, None, False
        self.query_one(Transcript).found = None
        self.query_one(ListStatus).show_found(None)
        if kept is not None:
            self._list.put_back(kept)
            self._changed()
        else:
            self.use_filter(self._filter)

    async def _work_on(self, assignment: AssignmentView) -> None:
        self._end_search()
        await super()._work_on(assignment)

    async def _show(self, conversation_id: int) -> ConversationView | None:
        """Open a conversation where it was found."""
        hit = self._list.hit(conversation_id)
        found = None if hit is None or hit.text_id is None else (hit.text_id, hit.text_span)
        self.query_one(Transcript).found = found
        return await super()._show(conversation_id)
