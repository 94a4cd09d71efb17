#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs a command, and says every 50 seconds that it goes on: who reads a pipe or a log wants to know. usage: meanwhile.sh WHAT COMMAND [ARGUMENT...]
set -u
what=$1; shift
# A read that times out is a sleep without a process, which would outlive this script and hold its pipe open.
(while :; do read -rt 50 <> <(:) || :; echo "$what: still under way after $((SECONDS < 120 ? SECONDS : SECONDS / 60)) $([ $SECONDS -lt 120 ] && echo s || echo min)" >&2; done) &
beat=$!
trap 'kill "$beat" 2>/dev/null' EXIT
"$@"
