-- A finding that its verifier did not believe goes back to the analyst with a reason, which stays (INS-7).
create table returned_finding (
    id          bigint generated always as identity primary key,
    sample_id   uuid not null references sample,
    found       text not null check (found in ('qualified', 'unqualified')),
    analysed_by text not null,
    reason      text not null check (reason <> ''),
    returned_at timestamptz not null,
    returned_by text not null,
    constraint "verifier-is-analyst" check (returned_by <> analysed_by)
);
create index returned_finding_by_sample on returned_finding (sample_id, id);
