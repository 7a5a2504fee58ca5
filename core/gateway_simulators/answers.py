"""Answers in JSON, whatever the texts in them are made of."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import JSONResponse


class JsonAnswer(JSONResponse):
    """JSON in ASCII: half a character, which UTF-8 cannot say, is escaped like any other."""

    def render(self, content: Any) -> bytes:
        """The body."""
        return json.dumps(content).encode()
