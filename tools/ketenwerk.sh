#!/bin/sh
# The command of the product, without a path of any machine in it.
exec "$(dirname "$0")/python" -m ketenwerk "$@"
