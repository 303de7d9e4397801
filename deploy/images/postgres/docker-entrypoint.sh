#!/bin/bash
# As the official image's, as far as this repository asks: POSTGRES_USER, _DB, _PASSWORD(_FILE), the scripts of
# /docker-entrypoint-initdb.d at the first start, then the server in this process's place.
set -euo pipefail

if [[ $(id -u) -eq 0 ]]; then
  mkdir -p "$PGDATA"
  chown -R postgres "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

first_start() {
  local password=${POSTGRES_PASSWORD:-} user=${POSTGRES_USER:-postgres} script
  [[ -z ${POSTGRES_PASSWORD_FILE:-} ]] || password=$(<"$POSTGRES_PASSWORD_FILE")
  [[ -n $password ]] || { echo "POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE is missing" >&2; exit 1; }
  # shellcheck disable=SC2086 # several options
  initdb --username="$user" --pwfile=<(printf '%s\n' "$password") --auth-host=scram-sha-256 --auth-local=trust \
    --encoding=UTF8 --locale=C.UTF-8 ${POSTGRES_INITDB_ARGS:-} >/dev/null
  printf 'host all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
  # Reached by the scripts alone until they are through.
  pg_ctl -s -w start -o "-c listen_addresses='' -c unix_socket_directories=/tmp"
  export PGHOST=/tmp PGUSER=$user
  [[ ${POSTGRES_DB:-$user} == postgres ]] || psql -qd postgres -c "create database \"${POSTGRES_DB:-$user}\""
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in
      *.sh) if [[ -x $script ]]; then "$script"; else bash "$script"; fi ;;
      *.sql) psql -v ON_ERROR_STOP=1 -qd "${POSTGRES_DB:-$user}" -f "$script" ;;
    esac
  done
  unset PGHOST PGUSER
  pg_ctl -s -w stop -m fast
}

[[ ${1:-} == postgres ]] || exec "$@"
if [[ ! -s $PGDATA/PG_VERSION ]]; then
  # Half made is not made: a second start begins anew.
  trap 'pg_ctl -s stop -m immediate 2>/dev/null; find "$PGDATA" -mindepth 1 -delete' ERR
  set -E
  first_start
  trap - ERR
fi
shift
exec postgres -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql,/tmp "$@"
