-- A published result is corrected by two people: one asks and names the ground, another approves (N15).
alter table retest
    add column id uuid not null default gen_random_uuid(),
    -- What the second laboratory found; published once somebody else approved it.
    add column found text check (found in ('qualified', 'unqualified')),
    add column found_by text,
    add column found_at timestamptz,
    add unique (id, sample_id),
    add check ((found is null) = (found_at is null) and (found is null) = (found_by is null));

create table correction (
    id           uuid primary key,
    sample_id    uuid not null references sample,
    -- The version that it takes the place of.
    version      integer not null,
    verdict      text not null check (verdict in ('qualified', 'unqualified')),
    reason       text not null check (reason in ('retest', 'clerical-error')),
    retest_id    uuid,
    note         text,
    state        text not null default 'requested' check (state in ('requested', 'approved', 'rejected')),
    requested_at timestamptz not null,
    requested_by text not null,
    decided_at   timestamptz,
    decided_by   text,
    foreign key (sample_id, version) references result (sample_id, version),
    foreign key (retest_id, sample_id) references retest (id, sample_id),
    check ((state = 'requested') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
    -- A re-test of this very sample, or what was mistyped: the word alone is no ground.
    constraint "correction-without-ground" check (
        (reason = 'retest') = (retest_id is not null) and (reason = 'clerical-error') = (note is not null)),
    constraint "correction-approved-by-requester" check (state <> 'approved' or decided_by <> requested_by)
);
create unique index "correction-already-open" on correction (sample_id) where state = 'requested';

alter table result add column correction_id uuid references correction;
create function refuse_without_approval() returns trigger language plpgsql as $$
begin
    if new.version > 1 and not exists (
        select 1 from correction c where c.id = new.correction_id and c.sample_id = new.sample_id
        and c.verdict = new.verdict and c.reason = new.reason and c.state = 'approved') then
        raise exception 'a published result is corrected with a second person''s approval' using
            errcode = 'check_violation', constraint = 'corrected-without-approval';
    end if;
    return new;
end $$;
create trigger "corrected-without-approval" before insert on result
    for each row execute function refuse_without_approval();
