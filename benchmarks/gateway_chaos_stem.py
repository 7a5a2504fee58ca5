"""What the programs of a bad day are forked from: everything imported, nothing opened.

Imported by the server that forks them. A receiver that is killed is back in a moment, and the
machine has its time for the day itself.
"""

from __future__ import annotations

from importlib import import_module

from core.detection import detect

for name in (
    "core.gateway_simulators.gateway",
    "core.providers.bandwidth",
    "core.providers.twilio",
    "core.reply_records",
    "core.undo",
    "core.webhook_serving.serving",
    "tui.cli",
    "tui.commands.receiving",
):
    import_module(name)

# Reads all its rules at the first text.
detect("Hello")
