#!/bin/bash
# At the database's first start: a role and a database a room, each closed to the others, every wait with an end.
# The same as deploy/embedded/postgres_roles.py does for one machine; a test holds the two together.
set -euo pipefail

sql() { psql -v ON_ERROR_STOP=1 --quiet --username "${POSTGRES_USER:-postgres}" --dbname postgres "$@"; }

sql -c 'REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC' \
  -c 'REVOKE CONNECT, TEMPORARY ON DATABASE template1 FROM PUBLIC'
for file in /secrets/postgres/*; do
  room=${file##*/}
  [[ $room != postgres ]] || continue
  # By standard input: an argument could be read off the list of processes.
  sql <<END
CREATE ROLE "$room" LOGIN PASSWORD '$(<"$file")';
ALTER ROLE "$room" SET statement_timeout = '5s';
ALTER ROLE "$room" SET lock_timeout = '2s';
ALTER ROLE "$room" SET idle_in_transaction_session_timeout = '10s';
CREATE DATABASE "$room" OWNER "$room";
REVOKE ALL ON DATABASE "$room" FROM PUBLIC;
END
done
