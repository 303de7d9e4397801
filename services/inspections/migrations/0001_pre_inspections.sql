-- A constraint's name is the name of the rule it guards (docs: services/inspections/README.md).
create table establishment (
    id              uuid constraint "establishment-already-exists" primary key,
    name            text not null constraint "establishment-name-taken" unique,
    kind            text not null,
    venue_id        uuid,
    organisation_id uuid,
    risk_class      char(1) not null check (risk_class in ('A', 'B', 'C', 'D')),
    source          text not null,
    registered_at   timestamptz not null,
    seq             bigint not null default 1
);

create table round (
    id              uuid constraint "round-already-exists" primary key,
    title           text not null,
    programme       text not null,
    organisation_id uuid not null,
    opens_at        timestamptz not null,
    closes_at       timestamptz not null,
    state           text not null default 'open' check (state in ('open', 'closed')),
    closed_at       timestamptz,
    source          text not null,
    seq             bigint not null default 1,
    constraint "round-closes-before-it-opens" check (closes_at > opens_at)
);

-- People stay here: events carry subject_ref, the ID number is never stored (kernel/persons.py).
create table person (
    subject_ref uuid primary key,
    fingerprint bytea not null unique,
    name        text not null,
    phone       text
);

create table nomination (
    id               uuid primary key,
    round_id         uuid not null references round,
    subject_ref      uuid not null references person,
    establishment_id uuid not null constraint "establishment-unknown" references establishment,
    category         text not null,
    nominated_at     timestamptz not null,
    recorded_by      text not null,
    -- I-11: one a person and round; naming something else replaces it.
    constraint "one-nomination-a-round" unique (round_id, subject_ref)
);

create table sample (
    id               uuid constraint "sample-already-exists" primary key,
    round_id         uuid not null constraint "round-unknown" references round,
    establishment_id uuid not null constraint "establishment-unknown" references establishment,
    -- As it was when the sample was taken: figures by venue do not move when the business does.
    venue_id         uuid,
    category         text not null,
    taken_at         timestamptz not null,
    taken_by         text not null,
    state            text not null default 'taken' check (state in ('taken', 'analysed', 'published')),
    found            text check (found in ('qualified', 'unqualified')),
    analysed_by      text,
    seq              bigint not null default 1,
    check ((state = 'taken') = (found is null))
);
create index sample_by_round on sample (round_id, id);

create table result (
    sample_id    uuid not null references sample,
    version      integer not null check (version >= 1),
    verdict      text not null check (verdict in ('qualified', 'unqualified')),
    reason       text,
    published_at timestamptz not null,
    published_by text not null,
    primary key (sample_id, version),
    -- A first result needs no reason, a later one says why it replaces the one before.
    constraint "supersede-without-reason" check ((version = 1) = (reason is null))
);

-- I-17: a published result is superseded, never edited and never removed, whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'published results are superseded, never changed' using errcode = 'restrict_violation',
        constraint = 'published-result-is-final';
end $$;
create trigger result_is_final before update or delete on result for each row execute function refuse_change();
create trigger result_is_not_emptied before truncate on result for each statement execute function refuse_change();
