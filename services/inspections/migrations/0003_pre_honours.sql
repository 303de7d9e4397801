-- 示范岗, 诚信食安 pledges (I15), the food-safety week and the staff training register (I16).
create table award (
    id               uuid constraint "award-already-exists" primary key,
    establishment_id uuid not null constraint "establishment-unknown" references establishment,
    kind             text not null,
    state            text not null check (state in ('proposed', 'granted', 'suspended', 'revoked', 'expired')),
    proposed_at      timestamptz not null,
    granted_at       timestamptz,
    ends_on          date not null,
    -- The failure that suspended it.
    sample_id        uuid references sample,
    source           text not null,
    seq              bigint not null default 0
);
create unique index "award-already-held" on award (establishment_id, kind) where state in ('proposed', 'granted', 'suspended');

create table safety_pledge (
    id               uuid constraint "pledge-already-exists" primary key,
    establishment_id uuid not null constraint "establishment-unknown" references establishment,
    state            text not null check (state in ('in-force', 'broken', 'renewed')),
    signed_at        timestamptz not null,
    ends_on          date not null,
    broken_at        timestamptz,
    sample_id        uuid references sample,
    version          integer,
    source           text not null,
    seq              bigint not null default 1,
    -- A breach cites a published result.
    constraint "broken-without-a-result" check ((state = 'broken') <= (sample_id is not null and version is not null)),
    foreign key (sample_id, version) references result (sample_id, version)
);
create unique index "pledge-already-in-force" on safety_pledge (establishment_id) where state = 'in-force';

create table campaign (
    id              uuid constraint "campaign-already-exists" primary key,
    title           text not null,
    programme       text not null,
    organisation_id uuid not null,
    starts_on       date not null,
    ends_on         date not null,
    source          text not null,
    seq             bigint not null default 1,
    constraint "campaign-ends-before-it-begins" check (ends_on >= starts_on)
);

create table stall (
    id          uuid constraint "stall-already-exists" primary key,
    campaign_id uuid not null constraint "campaign-unknown" references campaign,
    title       text not null,
    kind        text not null check (kind in ('stall', 'talk')),
    venue_id    uuid,
    source      text not null
);

create table tally (
    stall_id   uuid not null references stall,
    day        date not null,
    material   text not null,
    handed_out integer not null check (handed_out >= 0),
    counted_by text not null,
    primary key (stall_id, day, material)
);

create table staff (
    id               uuid primary key,
    establishment_id uuid not null references establishment,
    subject_ref      uuid not null references person,
    on_duty          boolean not null default false,
    unique (establishment_id, subject_ref)
);

create table exam (
    id          uuid primary key,
    staff_id    uuid not null references staff,
    subject     text not null,
    outcome     text not null check (outcome in ('passed', 'failed')),
    taken_on    date not null,
    valid_until date,
    recorded_by text not null,
    check ((outcome = 'passed') = (valid_until is not null))
);
create index exam_by_staff on exam (staff_id, taken_on desc, id desc);
