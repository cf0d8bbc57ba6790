#!/bin/sh
# The editors' report on a WordPress site, every night. README.md says how it is set up.
#
#   nightly-report.sh SETTINGS [OPTION...]    options go to affilint report
set -eu
# The settings hold the password: only this user may read them.
. "$1"
shift
export AFFILINT_WORDPRESS_USER AFFILINT_WORDPRESS_PASSWORD
mkdir -p "$REPORTS/history"
cd "$REPORTS"
status=0
affilint report "wordpress:$SITE" --history history -o report.html -o findings.csv "$@" 2>messages.txt || status=$?
# Cron sends mail where something is printed: only when a post could not be had, or there is no report.
[ "$status" -eq 0 ] || cat messages.txt >&2
exit "$status"
