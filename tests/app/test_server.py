"""The server itself: one process that ends when told, and speaks with nobody from outside."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.apart import run_apart
from tests.browser.serving import free_port, wait_for
from whoholds.app.departed import MOST
from whoholds.app.server import DESCRIPTORS, serve
from whoholds.ground.errors import InputError, MissingToolError

WATCH = """
import os, sys
def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open(os.environ["NOTED"], "a") as file:
            file.write(f"{event} {arguments[1:]}\\n")
sys.addaudithook(note)
"""


@pytest.fixture
def start(tmp_path):
    """Start a dashboard whose Python notes every connection that it opens."""
    started = []
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    noted = tmp_path / "noted.txt"
    noted.touch()

    def begin(*options):
        port = free_port()
        path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
        server = subprocess.Popen(
            [sys.executable, "-m", "whoholds.cli", "dashboard", "--port", str(port), *options],
            env={**os.environ, "PYTHONPATH": path, "NOTED": str(noted)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            # Where the tests run under nohup, the signal would be ignored, as it should be there.
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
        )
        started.append(server)
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        return server, port, noted

    yield begin
    for server in started:
        if server.poll() is None:
            server.kill()
        server.wait(20)


def group_of(leader: int) -> list[int]:
    """Processes of a process group, zombies left out."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, _, group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(group) == leader and state != "Z":
                found.append(int(folder.name))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_a_signal_ends_the_server_and_frees_its_port(start, name):
    server, port, _ = start()
    assert group_of(server.pid) == [server.pid]
    server.send_signal(signal.Signals[name])
    code = server.wait(20)
    assert code in (0, 130, -signal.Signals[name])
    assert group_of(server.pid) == []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def shake_hands(port: int, host: str, origin: str | None) -> int:
    """The status that an opening WebSocket is answered with."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {
        "Host": host,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        **({"Origin": origin} if origin else {}),
    }
    line.request("GET", "/_stcore/stream", headers=headers)
    status = line.getresponse().status
    line.close()
    return status


@pytest.mark.slow
def test_a_foreign_origin_is_refused_and_nobody_is_asked(start):
    _, port, noted = start()
    own = f"127.0.0.1:{port}"
    assert shake_hands(port, own, f"http://{own}") == 101
    assert shake_hands(port, own, None) == 101
    foreign = ["https://evil.example", "http://localhost:1", "http://10.0.0.1", "null", "x", "[",
               f"http://{own}.evil.example", f"https://evil.example/{own}", "file://"]  # fmt: skip
    began = time.monotonic()
    assert [shake_hands(port, own, one) for one in foreign] == [403] * len(foreign)
    assert shake_hands(port, f"evil.example:{port}", f"http://evil.example:{port}") == 403
    assert time.monotonic() - began < 10
    assert noted.read_text() == ""


@pytest.mark.slow
def test_who_embeds_is_named_and_everybody_else_is_not(start):
    _, port, _ = start("--origin", "https://news.example")
    assert shake_hands(port, "news.example", "https://news.example") == 101
    assert shake_hands(port, f"127.0.0.1:{port}", "https://news.example") == 101
    assert shake_hands(port, f"127.0.0.1:{port}", "https://other.example") == 403
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", "/")
    answer = line.getresponse()
    assert answer.headers["Content-Security-Policy"] == (
        "frame-ancestors 'self' https://news.example"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    answer.read()
    line.request("GET", "/_stcore/host-config")
    assert b'"allowedOrigins":["https://news.example"]' in line.getresponse().read()
    line.request("GET", "/_stcore/metrics")
    assert line.getresponse().status == 404


@pytest.mark.parametrize("port", [0, -1, 65536, 70000])
def test_a_port_that_is_none_is_said(port):
    with pytest.raises(InputError, match="that is no port"):
        serve(port)


def test_a_taken_port_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(MissingToolError, match=f"port {port} is taken"):
            serve(port)


@pytest.mark.parametrize(
    "origin", ["", "news.example", "https://a.example/b", "ftp://a", "https://*.a", "http://[", "*"]
)
def test_an_origin_that_is_none_is_said(origin):
    with pytest.raises(InputError, match="that is no origin"):
        serve(free_port(), [origin])


async def visit(port: int, link: str = "", known: str | None = None) -> tuple[str, str]:
    """Open the page and leave it; return the visit's id and the link that the server has set."""
    protocols = ["streamlit", "no-token", *([known] if known else [])]
    stream = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with websockets.connect(stream, subprotocols=protocols, max_size=None) as line:
        state = ClientState(query_string=link)
        await line.send(BackMsg(rerun_script=state).SerializeToString())
        name = ""
        while True:
            message = ForwardMsg()
            message.ParseFromString(await line.recv())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                name = message.new_session.initialize.session_id
            if kind == "page_info_changed":
                link = message.page_info_changed.query_string
            if kind == "script_finished":
                return name, link


@pytest.mark.slow
def test_visits_that_ended_leave_no_descriptor_behind(start):
    server, port, _ = start()
    descriptors = Path(f"/proc/{server.pid}/fd")
    run_apart(visit(port))
    before = len(list(descriptors.iterdir()))
    for _ in range(2 * MOST):
        run_apart(visit(port))
    assert len(list(descriptors.iterdir())) < before + 3 * MOST + 10 < 150


@pytest.mark.slow
def test_who_comes_back_at_once_finds_the_visit_again(start):
    _, port, _ = start()
    name, _ = run_apart(visit(port))
    assert run_apart(visit(port, known=name))[0] == name
    for _ in range(MOST + 1):
        run_apart(visit(port))
    assert run_apart(visit(port, known=name))[0] != name


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_the_server_asks_for_more_open_files_than_a_shell_grants(start):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        server, _, _ = start()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    limits = Path(f"/proc/{server.pid}/limits").read_text()
    (granted,) = re.findall(r"Max open files\s+(\d+)", limits)
    assert int(granted) == min(DESCRIPTORS, hard)
