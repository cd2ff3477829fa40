#!/bin/sh
# Any other CI: starts a fake market, waits until it is up, runs the tests, and ends it, whatever came of them.
# Takes Docker, curl 7.71 or later, and what the tests take.
#
#   samples/ci/docker-run.sh python3 samples/python/every_trade.py http://localhost:8765
set -eu

port="${PORT:-8765}"
polygon="$(docker run --detach --rm --publish "127.0.0.1:$port:8765" --env FAKE_DATA_CLOCK=manual \
  fakepolygon/fake-polygon:0.1.0-SNAPSHOT)"
trap 'docker stop "$polygon" >/dev/null' EXIT

curl --silent --fail --retry 30 --retry-delay 1 --retry-all-errors "http://localhost:$port/health" || {
  docker logs "$polygon" >&2
  exit 1
}
echo

"$@"
