-- What the phones at a door scanned, each scan once by its id; a conflict stays listed until it is settled (ACT-9).
create table scan (
    id              uuid primary key,
    session_id      uuid not null references session,
    -- Of a registration of this session; none where the ticket is of no registration here.
    registration_id uuid references registration,
    ticket          text,
    device          text not null,
    scanned_at      timestamptz not null,
    received_at     timestamptz not null,
    received_by     text not null,
    -- Whether this scan checked its person in.
    first           boolean not null,
    -- None where the scan is accepted.
    reason          text,
    settlement      text check (settlement in ('checked-in', 'dismissed')),
    settled_at      timestamptz,
    settled_by      text,
    constraint "scan_settled_whole" check (num_nulls(settlement, settled_at, settled_by) in (0, 3)),
    constraint "scan_settled_conflict" check (settlement is null or reason is not null),
    constraint "scan_first_accepted" check (not first or (reason is null and registration_id is not null))
);
create index scan_open on scan (session_id, id) where reason is not null and settlement is null;
create index scan_by_registration on scan (registration_id) where first;
