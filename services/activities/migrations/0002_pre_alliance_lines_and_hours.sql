-- Members of the alliance and the joint committees of buildings.
create table membership (
    organisation_id uuid primary key constraint "organisation-unknown" references organisation,
    node            text not null check (node in ('core', 'pillar', 'partner')),
    since           date not null,
    until           date,
    source          text not null,
    constraint "term-ends-before-it-begins" check (until is null or until >= since)
);

create table committee (
    id       uuid constraint "committee-already-exists" primary key,
    name     text not null constraint "committee-name-taken" unique,
    building text not null,
    source   text not null
);

create table committee_seat (
    committee_id    uuid not null constraint "committee-unknown" references committee,
    organisation_id uuid not null constraint "organisation-unknown" references organisation,
    building        text not null,
    joined_at       timestamptz not null,
    -- An organisation sits in one committee a building.
    constraint "already-in-a-committee-there" primary key (building, organisation_id)
);

-- A13: seats in the room and seats online are two pools of one session.
alter table session
    add column online_capacity  integer not null default 0 check (online_capacity between 0 and 100000),
    add column online_confirmed integer not null default 0 check (online_confirmed >= 0),
    add column last_place       bigint not null default 0,
    add constraint "session-full-online" check (online_confirmed <= online_capacity);

alter table registration
    add column pool     text not null default 'on-site' check (pool in ('on-site', 'online')),
    add column promoted boolean not null default false,
    -- When the person is expected, as the session was when they registered; null from before this guard stood.
    add column during   tstzrange;

-- A14: nobody is in two places at once; last guard behind the same question in `register`.
create extension if not exists btree_gist;
alter table registration add constraint "overlapping-registration"
    exclude using gist (subject_ref with =, during with &&) where (state = 'confirmed');

-- A2, I-4: one line a pool, in the order of joining. What left the line stays as a row and is never called again.
create table waiting (
    id          uuid primary key,
    session_id  uuid not null references session,
    pool        text not null check (pool in ('on-site', 'online')),
    subject_ref uuid not null references person,
    place       bigint not null check (place >= 1),
    channel     text not null check (channel in ('self', 'on-behalf', 'walk-in')),
    recorded_by text not null,
    joined_at   timestamptz not null,
    state       text not null default 'waiting' check (state in ('waiting', 'promoted', 'withdrawn')),
    left_at     timestamptz,
    unique (session_id, place),
    check ((state = 'waiting') = (left_at is null))
);
create unique index "already-waiting" on waiting (session_id, subject_ref) where state = 'waiting';

create table feedback (
    registration_id uuid constraint "feedback-already-given" primary key references registration,
    rating          smallint not null check (rating between 1 and 5),
    -- Stays here: a comment may name people.
    comment         text,
    received_at     timestamptz not null
);

-- Where a venue stands on the schematic map, in thousandths of its width and height; null where nobody has said.
alter table venue
    add column map_x smallint check (map_x between 0 and 1000),
    add column map_y smallint check (map_y between 0 and 1000),
    add constraint "map-place-incomplete" check ((map_x is null) = (map_y is null));

-- A15: hours by kind of day on the Chinese working calendar; a newer schedule counts from its first day on.
create table schedule (
    venue_id  uuid not null constraint "venue-unknown" references venue,
    from_day  date not null,
    days      text not null check (days in ('working', 'rest')),
    opens     time not null,
    closes    time not null,
    constraint "schedule-overlaps" primary key (venue_id, from_day, days, opens),
    constraint "closes-before-it-opens" check (closes > opens)
);
-- A schedule without a single hour is one too: closed until further notice.
create table schedule_version (
    venue_id uuid not null references venue,
    from_day date not null,
    primary key (venue_id, from_day)
);
alter table schedule add foreign key (venue_id, from_day) references schedule_version;

-- A16: a closure has no hours, an extension has some, which take the place of the day's.
create table schedule_exception (
    id       uuid primary key,
    venue_id uuid not null constraint "venue-unknown" references venue,
    from_day date not null,
    to_day   date not null,
    kind     text not null check (kind in ('closure', 'extended-hours')),
    reason   text not null,
    closes   time,
    alert_id uuid,
    made_at  timestamptz not null,
    constraint "exception-ends-before-it-begins" check (to_day >= from_day),
    check ((kind = 'closure') = (closes is null))
);
create index exception_by_venue on schedule_exception (venue_id, from_day);

create table heat_alert (
    id          uuid constraint "alert-already-exists" primary key,
    level       text not null check (level in ('yellow', 'orange', 'red')),
    day         date not null constraint "alert-already-declared" unique,
    open_until  time not null,
    declared_at timestamptz not null,
    source      text not null,
    seq         bigint not null default 1
);

-- A17, I-38: what was claimed at the opening has no date, so it reads as unverified until somebody looks.
alter table amenity
    add column checked_at timestamptz,
    add column source     text not null default 'operator';
create table amenity_check (
    venue_id   uuid not null,
    kind       text not null,
    state      text not null check (state in ('working', 'faulty')),
    checked_at timestamptz not null,
    checked_by text not null,
    source     text not null,
    foreign key (venue_id, kind) references amenity
);
create index amenity_check_by_amenity on amenity_check (venue_id, kind, checked_at);

-- A relay station's visits: a category of work, never a person.
create table visit (
    id          uuid primary key,
    venue_id    uuid not null references venue,
    organisation_id uuid not null,
    category    text not null check (category in
                    ('sanitation', 'courier', 'construction', 'traffic-police', 'security', 'other')),
    people      smallint not null check (people between 1 and 200),
    visited_at  timestamptz not null,
    recorded_by text not null
);
create index visit_by_venue on visit (venue_id, visited_at);

-- A20: needs, and every step they went.
create table need (
    id                      uuid constraint "need-already-exists" primary key,
    title                   text not null,
    category                text not null,
    organisation_id         uuid constraint "organisation-unknown" references organisation,
    requester_ref           uuid references person,
    matched_organisation_id uuid constraint "matched-organisation-unknown" references organisation,
    state                   text not null default 'raised'
                                check (state in ('raised', 'accepted', 'matched', 'resolved', 'reopened')),
    raised_at               timestamptz not null,
    raised_by               text not null,
    source                  text not null,
    seq                     bigint not null default 1
);
create table need_step (
    need_id  uuid not null references need,
    number   bigint not null,
    state    text not null,
    note     text,
    moved_at timestamptz not null,
    moved_by text not null,
    primary key (need_id, number)
);
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'what happened is added to, never changed' using errcode = 'restrict_violation',
        constraint = 'need-history-is-final';
end $$;
create trigger need_step_is_final before update or delete on need_step for each row execute function refuse_rewriting();
create trigger need_steps_are_not_emptied before truncate on need_step for each statement execute function refuse_rewriting();

-- A resident's account is one person, and a person has one account.
create table resident (
    account     text constraint "account-is-another-person" primary key,
    subject_ref uuid not null constraint "person-has-another-account" unique references person
);
alter table person add column erased_at timestamptz;
