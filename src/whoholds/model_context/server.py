"""The server: it is asked over standard input and answers on standard output, reading only.

It writes nothing and opens no connection. A call names ids and days, never a file.
"""

from __future__ import annotations

import functools
import inspect
import signal
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from mcp.server import MCPServer
from mcp.types import CallToolResult, TextContent, ToolAnnotations

from whoholds.ground.errors import WhoholdsError
from whoholds.model_context.answers import Answers
from whoholds.words.reader import LANGUAGES, Reader

ABOUT = (
    "Who holds which land, and who would under each peace proposal, measured on dated control "
    "layers. Give every figure with its unit, its band, the day of the control layer and the "
    "source that stand beside it. What a text does not mention is not given up."
)


def serve(answers: Answers) -> None:
    """Answer until standard input ends.

    Parameters
    ----------
    answers
        What can be asked; each public method is a tool.
    """
    # The thread that waits for input cannot be interrupted; nothing is left half written.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server_of(answers).run("stdio")


def server_of(answers: Answers) -> MCPServer:
    """Return the server of some answers, not yet running."""
    server = MCPServer(
        "whoholds", instructions=ABOUT, version=version("whoholds"), log_level="WARNING"
    )
    asked: list[Callable[..., Any]] = [
        answers.proposals, answers.figures, answers.comparison, answers.towns, answers.claims,
    ]  # fmt: skip
    hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for answer in asked:
        server.add_tool(
            _told(answer, answers),
            description=inspect.getdoc(answer),
            annotations=hints,
            structured_output=False,
        )
    return server


def _told(answer: Callable[..., Any], answers: Answers) -> Callable[..., Any]:
    """An answer that says what is wrong with a question in the words of the one who asked."""

    @functools.wraps(answer)
    def told(**asked: Any) -> Any:
        try:
            return answer(**asked)
        except WhoholdsError as error:
            said = error.text(_listener(answers, asked.get("language")))
            return CallToolResult(content=[TextContent(type="text", text=said)], is_error=True)

    return told


def _listener(answers: Answers, language: str | None) -> Reader:
    known = language if language in LANGUAGES else answers.language
    return answers.conflict.reader(known)
