"""A street map on this machine: a server of tiny PNG tiles that notes what it is asked for."""

from __future__ import annotations

import contextlib
import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image

COLOUR = (200, 30, 90)


@dataclass
class Asked:
    """The template of the tiles, and the paths that were asked for."""

    template: str
    paths: list[str] = field(default_factory=list)


def tile() -> bytes:
    """A tile of one colour that no palette of ours has."""
    with io.BytesIO() as file:
        Image.new("RGB", (256, 256), COLOUR).save(file, "PNG")
        return file.getvalue()


@contextlib.contextmanager
def serving_tiles() -> Iterator[Asked]:
    """Serve tiles on a free port of 127.0.0.1 for as long as a block lasts."""
    content = tile()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.paths.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    asked = Asked(f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
