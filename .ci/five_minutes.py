"""What the scripts try-* have in common: a server on a free port, and the check of what a client printed.

A client of the README's first five minutes prints every frame it receives, one a line, and ends by itself.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The first start may build; Maven may have to download for it.
START_SECONDS = 600
SAMPLE_SECONDS = 30
STOP_SECONDS = 2
OURS = re.compile("FAKE_DATA_|ENABLE_FAKE_DATA|HOST$|PORT$|PROXY_API_KEYS|POLYGON_")

# Keys in the order of the wire; a question mark after those that may be left out.
TRADE = "ev sym i x p s c? t pt q z trfi? trft? ds"
QUOTE = "ev sym c? i? bx ax bp ap bs as t pt q z"
BAR = "ev sym v av op vw o c h l a z s e dv dav"


class Complaint(Exception):
    pass


def expect(condition, complaint):
    if not condition:
        raise Complaint(complaint)


class Server:
    """./fake-polygon on a free port, in a directory without a .env file."""

    def __init__(self, directory):
        environment = {k: v for k, v in os.environ.items() if not OURS.match(k)}
        self.log = Path(directory) / "out"
        with self.log.open("w") as out:
            # A session of its own: a build that hangs is ended with all it started.
            self.process = subprocess.Popen(
                [ROOT / "fake-polygon"],
                cwd=directory,
                env=environment | {"PORT": "0"},
                stdin=subprocess.DEVNULL,
                stdout=out,
                start_new_session=True,
            )

    def printed(self):
        return self.log.read_text()

    def url(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            printed = self.printed()
            if "Ctrl-C stops it." in printed:
                return re.search(r"ws://\S+", printed)[0]
            time.sleep(0.02)
        raise Complaint(f"The server did not start. It printed: {self.printed()!r}")

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        user, system = fields[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        """Sends SIGTERM; answers how long the server took to end."""
        sent = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise Complaint(f"The server still ran {STOP_SECONDS} s after SIGTERM.") from None
        return time.monotonic() - sent

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def run_sample(command):
    sample = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=SAMPLE_SECONDS)
    expect(sample.returncode == 0, f"The sample ended with {sample.returncode}: {sample.stdout}")
    return [json.loads(line) for line in sample.stdout.splitlines()]


def check_conversation(frames):
    def status(status, message):
        return {"ev": "status", "status": status, "message": message}

    expect(frames[0] == [status("connected", "Connected Successfully")], f"Greeted with {frames[0]}")
    expect(frames[1] == [status("auth_success", "authenticated")], f"auth gave {frames[1]}")
    messages = [message for frame in frames[2:] for message in frame]
    statuses = [message for message in messages if message["ev"] == "status"]
    acknowledgements = [status("success", f"subscribed to: {c}.FAKETICKER") for c in "TQA"]
    expect(statuses == acknowledgements, f"subscribe gave {statuses}")
    return [message for message in messages if message["ev"] != "status"]


def check_shape(event, keys):
    wanted = "".join(
        f"({key[:-1]} )?" if key.endswith("?") else f"{key} " for key in keys.split()
    )
    written = "".join(f"{key} " for key in event)
    expect(re.fullmatch(wanted, written), f"Keys of {event} are not {keys}")
    expect(event["sym"] == "FAKETICKER", f"Nobody asked for {event}")
    for key, value in event.items():
        types = (
            str if key in ("ev", "sym", "ds", "dv", "dav") or (key == "i" and event["ev"] == "T")
            else list if key == "i" or (key == "c" and event["ev"] == "T")
            else (int, float) if key in ("p", "bp", "ap", "op", "vw", "o", "c", "h", "l", "a")
            else int
        )
        expect(isinstance(value, types), f"'{key}' of {event} has the wrong type")


def check_events(events):
    by_type = {ev: [event for event in events if event["ev"] == ev] for ev in "TQA"}
    expect(sum(map(len, by_type.values())) == len(events), "Something came that nobody asked for")
    for ev, keys in (("T", TRADE), ("Q", QUOTE), ("A", BAR)):
        expect(by_type[ev], f"No {ev} came.")
        for event in by_type[ev]:
            check_shape(event, keys)

    now_ms = time.time() * 1000
    quotes = {quote["t"]: quote for quote in by_type["Q"]}
    for quote in by_type["Q"]:
        expect(quote["bp"] < quote["ap"], f"Bid not below ask: {quote}")
    for trade in by_type["T"]:
        quote = quotes[trade["t"]]
        expect(quote["bp"] <= trade["p"] <= quote["ap"], f"{trade} lies outside {quote}")
        expect(94.7 <= trade["p"] <= 105.3, f"Not the usual price: {trade}")
        expect(trade["ds"] == f"{trade['s']}.0", f"Two sizes: {trade}")
        expect(0 <= now_ms - trade["t"] < 60_000, f"Not in real time: {trade}")
    times = [trade["t"] for trade in by_type["T"]]
    expect(times == list(range(times[0], times[0] + 100 * len(times), 100)), f"Gaps: {times}")
    for bar in by_type["A"]:
        expect(bar["e"] - bar["s"] == 1000 and bar["s"] % 1000 == 0, f"No second: {bar}")
        expect(bar["l"] <= min(bar["o"], bar["c"]) <= max(bar["o"], bar["c"]) <= bar["h"], f"Not a bar: {bar}")
        expect(0 < bar["v"] <= bar["av"], f"No volume: {bar}")
    print(", ".join(f"{len(by_type[ev])} {ev}" for ev in "TQA"), "as on the wire")


def run(sample, before=lambda server: None):
    """Runs a sample against a server; sample makes its command of the server's URL. Answers the exit code."""
    script = Path(sys.argv[0]).name
    with tempfile.TemporaryDirectory() as directory:
        server = Server(directory)
        try:
            url = server.url()
            print(f"Serving at {url}")
            before(server)
            check_events(check_conversation(run_sample(sample(url))))
            seconds = server.stop()
            print(f"Stopped {seconds:.2f} s after SIGTERM")
            expect(server.printed().endswith("Stopped.\n"), "It did not say that it stopped.")
        except Complaint as complaint:
            print(f".ci/{script}: {complaint}", file=sys.stderr)
            return 1
        except subprocess.TimeoutExpired:
            print(f".ci/{script}: The sample still ran after {SAMPLE_SECONDS} s.", file=sys.stderr)
            return 1
        finally:
            server.kill()
    return 0
