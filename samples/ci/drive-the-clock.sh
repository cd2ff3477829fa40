#!/bin/sh
# Drives the clock of a FakePolygon from a shell: waits until somebody has subscribed, moves ten seconds on, and prints what
# fell due. Takes curl 7.76 or later.
#
#   samples/ci/drive-the-clock.sh [http://localhost:8765 [T.FAKETICKER]]
set -eu

control="${1:-http://localhost:8765}/control/v1"
topic="${2:-T.FAKETICKER}"

# The answer of the control API; an answer that is a problem goes to standard error, and ends this script.
ask() {
  if ! answer="$(curl --silent --show-error --fail-with-body "$@")"; then
    printf '%s\n' "$answer" >&2
    exit 1
  fi
  printf '%s\n' "$answer"
}

ask "$control/subscriptions?topic=$topic&within=PT30S"

before="$(ask "$control/clock" | sed 's/.*"now":"\([^"]*\)".*/\1/')"

# Answers when every client has received what fell due.
ask --header 'Content-Type: application/json' --data '{"action":"advance","by":"PT10S"}' "$control/clock"

ask --get --data "topic=$topic" --data "from=$before" "$control/tape"
