-- A constraint's name is the name of the rule it guards (docs: services/activities/README.md).
create table organisation (
    id            uuid constraint "organisation-already-exists" primary key,
    name          text not null constraint "organisation-name-taken" unique,
    kind          text not null,
    source        text not null,
    registered_at timestamptz not null,
    seq           bigint not null default 1
);

create table venue (
    id              uuid constraint "venue-already-exists" primary key,
    name            text not null constraint "venue-name-taken" unique,
    kind            text not null,
    address         text,
    organisation_id uuid constraint "organisation-unknown" references organisation,
    source          text not null,
    opened_at       timestamptz not null,
    seq             bigint not null default 1
);

create table amenity (
    venue_id uuid not null constraint "venue-unknown" references venue,
    kind     text not null,
    state    text not null check (state in ('working', 'faulty', 'unverified')),
    primary key (venue_id, kind)
);

create table activity (
    id              uuid constraint "activity-already-exists" primary key,
    title           text not null,
    programme       text not null,
    mode            text not null check (mode in ('on-site', 'online', 'mixed')),
    organisation_id uuid not null constraint "organisation-unknown" references organisation,
    source          text not null,
    state           text not null default 'draft' check (state in ('draft', 'published')),
    published_at    timestamptz,
    seq             bigint not null default 0
);

create table session (
    id          uuid constraint "session-already-exists" primary key,
    activity_id uuid not null constraint "activity-unknown" references activity,
    venue_id    uuid not null constraint "venue-unknown" references venue,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    capacity    integer not null check (capacity between 1 and 100000),
    confirmed   integer not null default 0 check (confirmed >= 0),
    source      text not null,
    seq         bigint not null default 1,
    constraint "session-ends-before-start" check (ends_at > starts_at),
    -- I-1: the last guard behind the conditional update of `register`.
    constraint "session-full" check (confirmed <= capacity)
);
create index session_by_start on session (starts_at, id);

-- People stay here: events carry subject_ref, the ID number is never stored (kernel/persons.py).
create table person (
    subject_ref uuid primary key,
    fingerprint bytea not null unique,
    name        text not null,
    phone       text
);

create table registration (
    id            uuid primary key,
    session_id    uuid not null references session,
    subject_ref   uuid not null references person,
    channel       text not null check (channel in ('self', 'on-behalf', 'walk-in')),
    recorded_by   text not null,
    state         text not null default 'confirmed' check (state in ('confirmed', 'cancelled')),
    registered_at timestamptz not null,
    cancelled_at  timestamptz,
    scanned_at    timestamptz,
    check ((state = 'cancelled') = (cancelled_at is not null)),
    -- I-9: attended is a part of confirmed.
    check (scanned_at is null or state = 'confirmed')
);
-- I-2: a person holds one seat of a session at most.
create unique index "already-registered" on registration (session_id, subject_ref) where state = 'confirmed';
create index registration_by_session on registration (session_id, registered_at, id);
