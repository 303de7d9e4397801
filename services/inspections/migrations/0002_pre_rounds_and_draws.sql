-- A round's whole life (I2-I6), the sample chain (I7-I9) and what follows a failure (I12).
alter table round drop constraint round_state_check;
update round set state = 'collecting' where state = 'open';
alter table round alter column state set default 'collecting';
alter table round add check (state in
    ('collecting', 'frozen', 'planned', 'drawn', 'sampling', 'testing', 'publishing', 'closed'));

create table pool (
    round_id  uuid primary key references round,
    digest    text not null check (digest ~ '^[0-9a-f]{64}$'),
    frozen_at timestamptz not null
);

-- Names and classes as they were at the freeze: a business that is renamed later does not change a published draw.
create table pool_item (
    round_id         uuid not null references pool,
    establishment_id uuid not null references establishment,
    name             text not null,
    risk_class       char(1) not null,
    weight           integer not null check (weight >= 1),
    primary key (round_id, establishment_id)
);

create table plan (
    round_id   uuid primary key references pool,
    places     integer not null check (places >= 1),
    floors     jsonb not null,
    quotas     jsonb not null,
    planned_at timestamptz not null
);

create table draw (
    round_id       uuid constraint "seed-already-committed" primary key references plan,
    commitment     text not null check (commitment ~ '^[0-9a-f]{64}$'),
    -- Kept in the room until the draw; published with it.
    nonce          text not null check (nonce ~ '^[0-9a-f]{64}$'),
    entropy_source text not null,
    entropy_at     timestamptz not null,
    committed_at   timestamptz not null,
    entropy        text,
    seed           text,
    drawn_at       timestamptz,
    -- I-12: the commitment is there before the entropy exists, the draw only after it.
    constraint "committed-after-the-entropy" check (committed_at < entropy_at),
    constraint "drawn-before-the-entropy" check (drawn_at >= entropy_at),
    check ((drawn_at is null) = (seed is null) and (seed is null) = (entropy is null))
);

create table drawn_place (
    round_id         uuid not null references draw,
    establishment_id uuid not null references establishment,
    -- Its place in the order of the whole pool, from 1.
    position         integer not null check (position >= 1),
    drawn_at         timestamptz not null,
    removed_at       timestamptz,
    removal_reason   text,
    replaced_by      uuid,
    primary key (round_id, establishment_id),
    constraint "replaced-without-reason" check ((removed_at is null) = (removal_reason is null))
);

create table inspector (
    id           uuid constraint "inspector-already-exists" primary key,
    -- The account that signs in as this inspector.
    account      text not null constraint "inspector-account-taken" unique,
    name         text not null,
    active       boolean not null default true,
    registered_at timestamptz not null
);

create table inspector_conflict (
    inspector_id     uuid not null constraint "inspector-unknown" references inspector,
    establishment_id uuid not null constraint "establishment-unknown" references establishment,
    reason           text not null,
    declared_at      timestamptz not null,
    constraint "conflict-already-declared" primary key (inspector_id, establishment_id)
);

create table assignment (
    round_id         uuid not null,
    establishment_id uuid not null,
    candidates       uuid[] not null,
    excluded         uuid[] not null,
    selected         uuid[] not null,
    assigned_at      timestamptz not null,
    constraint "inspectors-already-drawn" primary key (round_id, establishment_id),
    foreign key (round_id, establishment_id) references drawn_place,
    -- I-16: nobody who was excluded is selected.
    constraint "inspector-conflicted" check (not (selected && excluded))
);

create table laboratory (
    id            uuid constraint "laboratory-already-exists" primary key,
    name          text not null constraint "laboratory-name-taken" unique,
    in_force_from date not null,
    in_force_to   date,
    source        text not null,
    constraint "laboratory-ends-before-it-begins" check (in_force_to >= in_force_from)
);

alter table sample drop constraint sample_state_check;
alter table sample drop constraint sample_check;
alter table sample
    add check (state in ('taken', 'received', 'analysed', 'verified', 'published')),
    add check ((state in ('taken', 'received')) = (found is null)),
    -- Whether its place was drawn; the others were taken at the stand while people still named places.
    add column drawn boolean not null default false,
    add column laboratory_id uuid constraint "laboratory-unknown" references laboratory,
    add column received_at timestamptz,
    add column received_by text,
    add column analysed_at timestamptz,
    -- 食品生产经营监督检查管理办法 art. 39: within 20 working days.
    add column publish_due date,
    add column verified_at timestamptz,
    add column verified_by text,
    add constraint "verifier-is-analyst" check (verified_by <> analysed_by);

create table retest (
    sample_id      uuid constraint "retest-already-requested" primary key references sample,
    version        integer not null,
    requested_at   timestamptz not null,
    entropy_source text not null,
    entropy_at     timestamptz not null,
    entropy        text,
    candidates     uuid[],
    laboratory_id  uuid references laboratory,
    first_laboratory_id uuid not null references laboratory,
    drawn_at       timestamptz,
    concluded_at   timestamptz,
    -- I-18, 食品安全法 art. 88.
    constraint "retest-in-the-first-laboratory" check (laboratory_id <> first_laboratory_id),
    check (drawn_at >= entropy_at)
);

create table disposal (
    id               uuid primary key,
    sample_id        uuid not null references sample,
    version          integer not null,
    round_id         uuid not null references round,
    establishment_id uuid not null references establishment,
    state            text not null check (state in ('opened', 'rectifying', 'rechecked', 'closed')),
    opened_at        timestamptz not null,
    -- The last day for the present step, in working days.
    due_on           date,
    rechecked_at     timestamptz,
    closed_at        timestamptz,
    closing_reason   text,
    seq              bigint not null default 1,
    check ((state = 'closed') = (closed_at is not null) and (state = 'closed') = (closing_reason is not null)),
    check ((state = 'closed') = (due_on is null))
);
create unique index "disposal-already-open" on disposal (sample_id) where state <> 'closed';
create index disposal_by_establishment on disposal (establishment_id) where state <> 'closed';

-- I-12, I-17's kin: what was published about a draw is never changed.
create function refuse_change_of_draw() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.drawn_at is null and
       (new.commitment, new.nonce, new.entropy_source, new.entropy_at, new.committed_at) =
       (old.commitment, old.nonce, old.entropy_source, old.entropy_at, old.committed_at) then
        return new;
    end if;
    raise exception 'a draw is never changed' using errcode = 'restrict_violation', constraint = 'draw-is-final';
end $$;
create trigger draw_is_final before update or delete on draw for each row execute function refuse_change_of_draw();

create function refuse_change_of_pool() returns trigger language plpgsql as $$
begin
    raise exception 'a frozen pool is never changed' using errcode = 'restrict_violation', constraint = 'pool-is-final';
end $$;
create trigger pool_is_final before update or delete on pool for each row execute function refuse_change_of_pool();
create trigger pool_item_is_final before update or delete on pool_item
    for each row execute function refuse_change_of_pool();
create trigger plan_is_final before update or delete on plan for each row execute function refuse_change_of_pool();
