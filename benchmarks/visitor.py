"""A visitor without a browser, who speaks with the server as Streamlit's own page does.

A websocket asks for the page and sends one change after the other; files go up over HTTP. Like a
browser it says the address bar's link and the state of every field with each change, and keeps
large messages, of which the server then sends the name alone.
"""

from __future__ import annotations

import asyncio
import http.client
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

XSRF = "_streamlit_xsrf"


@dataclass
class Seen:
    """What a run has shown."""

    headings: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    """Also of the runs before it that it replaced at once."""
    widgets: dict[str, str] = field(default_factory=dict)
    """Ids of the fields and buttons, by the keys that the page's script gave them."""
    ways: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Script and link of the ways to other pages, by their paths."""

    def widget(self, key: str) -> str:
        """Return the id of the first field whose key begins so; "" where there is none."""
        return next((name for own, name in self.widgets.items() if own.startswith(key)), "")

    def take(self, element: Any) -> None:
        """Note what an element shows."""
        kind = element.WhichOneof("type")
        shown = getattr(element, kind)
        if name := getattr(shown, "id", ""):
            self.widgets[name.split("-", 2)[-1]] = name
        match kind:
            case "heading":
                self.headings.add(shown.body)
            case "alert" | "markdown":
                self.texts.append(shown.body)
                lines = shown.body.split("\n")
                self.headings |= {one.lstrip("# ") for one in lines if one.startswith("#")}
            case "code":
                self.texts.append(shown.code_text)
            case "exception":
                self.exceptions.append(f"{shown.type}: {shown.message}")
            case "page_link":
                self.ways[shown.page] = (shown.page_script_hash, shown.query_string)


@dataclass
class Visitor:
    """One visit of the page at an address."""

    address: str
    received: int = 0
    seen: Seen = field(default_factory=Seen)
    link: str = ""
    visit: str = ""
    _page: str = ""
    _socket: websockets.ClientConnection | None = None
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _cached: dict[str, ForwardMsg] = field(default_factory=dict)

    async def open(self, link: str = "", patience: float | None = None) -> Seen:
        """Open the page and wait until it is there, by default however long that takes."""
        self.link = link
        self._socket = await websockets.connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            compression=None,
            # An overloaded server answers no pings either; it is the runs that are timed.
            open_timeout=None,
            ping_interval=None,
        )
        return await self.run({}, patience)

    async def close(self) -> None:
        """Leave the page."""
        if self._socket is not None:
            await self._socket.close()

    async def run(
        self, changes: Mapping[str, Mapping[str, Any]], patience: float | None, press: str = ""
    ) -> Seen:
        """Change fields, or press a button, and wait for the end of the run that answers it.

        Parameters
        ----------
        changes
            What the fields are set to, by their ids, as fields of `WidgetState`.
        patience
            Seconds after which the run is given up with `TimeoutError`.
        press
            The id of a button.
        """
        for name, value in changes.items():
            self._states[name] = WidgetState(id=name, **value)
        message = BackMsg()
        script = message.rerun_script
        script.widget_states.widgets.extend(self._states.values())
        if press:
            script.widget_states.widgets.add(id=press, trigger_value=True)
        script.cached_message_hashes.extend(self._cached)
        script.query_string, script.page_script_hash = self.link, self._page
        async with asyncio.timeout(patience):
            await self._send(message)
            self.seen = await self._run_through()
        shown = set(self.seen.widgets.values())
        self._states = {name: one for name, one in self._states.items() if name in shown}
        return self.seen

    async def go(self, path: str, patience: float | None) -> Seen:
        """Go to another page by the way to it that the page shows."""
        self._page, self.link = self.seen.ways[path]
        return await self.run({}, patience)

    async def bring(self, field_id: str, file: Path, patience: float | None) -> Seen:
        """Put a file into a field for files."""
        message = BackMsg()
        message.file_urls_request.request_id = uuid.uuid4().hex
        message.file_urls_request.file_names.append(file.name)
        message.file_urls_request.session_id = self.visit
        await self._send(message)
        async with asyncio.timeout(patience):
            while (answer := await self._hear()).WhichOneof("type") != "file_urls_response":
                pass
            (urls,) = answer.file_urls_response.file_urls
            content = await asyncio.to_thread(file.read_bytes)
            await asyncio.to_thread(_put, self.address, urls.upload_url, file.name, content)
        info = UploadedFileInfo(
            name=file.name, size=len(content), file_id=urls.file_id, file_urls=urls
        )
        state = FileUploaderState(uploaded_file_info=[info])
        return await self.run({field_id: {"file_uploader_state_value": state}}, patience)

    async def empty(self, field_id: str, patience: float | None) -> Seen:
        """Take the file out of a field for files."""
        state = FileUploaderState()
        return await self.run({field_id: {"file_uploader_state_value": state}}, patience)

    async def _send(self, message: BackMsg) -> None:
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())

    async def _hear(self) -> ForwardMsg:
        assert self._socket is not None
        data = await self._socket.recv()
        self.received += len(data)
        message = ForwardMsg()
        message.ParseFromString(data)  # type: ignore[arg-type]
        if message.WhichOneof("type") == "ref_hash":
            return self._cached[message.ref_hash]
        if message.metadata.cacheable:
            self._cached[message.hash] = message
        return message

    async def _run_through(self) -> Seen:
        seen = Seen()
        while True:
            message = await self._hear()
            match message.WhichOneof("type"):
                case "new_session":
                    seen = Seen(exceptions=seen.exceptions)
                    self.visit = message.new_session.initialize.session_id
                    self._page = message.new_session.page_script_hash
                case "page_info_changed":
                    self.link = message.page_info_changed.query_string
                case "delta" if message.delta.WhichOneof("type") == "new_element":
                    seen.take(message.delta.new_element)
                case "script_finished":
                    # A run that asks for another one is followed by it.
                    if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        return seen


def _put(address: str, url: str, name: str, content: bytes) -> None:
    """Send a file as a browser does: as a form, with the token that the server gave it."""
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        line.request("GET", "/_stcore/health")
        answer = line.getresponse()
        answer.read()
        cookie = answer.headers.get("Set-Cookie", "").split(";")[0]
        mark = uuid.uuid4().hex
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        headers = {
            "Content-Type": f"multipart/form-data; boundary={mark}",
            "Cookie": cookie,
            "X-Xsrftoken": cookie.partition("=")[2].strip('"'),
        }
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        line.request("PUT", url, body=body, headers=headers)
        status = line.getresponse().status
    finally:
        line.close()
    if status != 204:
        raise RuntimeError(f"the upload of {name} was answered with {status}")
