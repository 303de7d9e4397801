-- A request to be erased goes through every room (ADR 12). This row is what survives a crash between them.
create table erasure (
    id       uuid primary key,
    account  text,
    asked_at timestamptz not null,
    asked_by text not null,
    -- Why, where the counter asked.
    reason   text,
    -- Keyed hashes that find the person in the other rooms; none once these are done.
    marks    bytea[] not null,
    -- What each room erased and what it keeps for now; nothing personal.
    receipt  jsonb not null,
    done_at  timestamptz,
    check (done_at is null or (marks = '{}' and account is null))
);
create index erasure_open on erasure (asked_at) where done_at is null;
