-- Generated from the migrations by `python -m tools.schema`; read it, and change it by a new migration.

create table activity (
    id uuid not null,
    title text not null,
    programme text not null,
    mode text not null,
    organisation_id uuid not null,
    source text not null,
    state text not null default 'draft'::text,
    published_at timestamp with time zone,
    seq bigint not null default 0,
    found_by tsvector,
    constraint "activity-already-exists" PRIMARY KEY (id),
    constraint "organisation-unknown" FOREIGN KEY (organisation_id) REFERENCES organisation(id),
    constraint "activity_mode_check" CHECK (mode = ANY (ARRAY['on-site'::text, 'online'::text, 'mixed'::text])),
    constraint "activity_state_check" CHECK (state = ANY (ARRAY['draft'::text, 'published'::text]))
);

CREATE INDEX activity_by_part_of_name ON activity USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX activity_not_read ON activity USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER activity_renamed BEFORE UPDATE OF title ON activity FOR EACH ROW WHEN (old.title IS DISTINCT FROM new.title) EXECUTE FUNCTION read_name_again();

create table amenity (
    venue_id uuid not null,
    kind text not null,
    state text not null,
    checked_at timestamp with time zone,
    source text not null default 'operator'::text,
    constraint "amenity_pkey" PRIMARY KEY (venue_id, kind),
    constraint "venue-unknown" FOREIGN KEY (venue_id) REFERENCES venue(id),
    constraint "amenity_state_check" CHECK (state = ANY (ARRAY['working'::text, 'faulty'::text, 'unverified'::text]))
);

create table amenity_check (
    venue_id uuid not null,
    kind text not null,
    state text not null,
    checked_at timestamp with time zone not null,
    checked_by text not null,
    source text not null,
    constraint "amenity_check_venue_id_kind_fkey" FOREIGN KEY (venue_id, kind) REFERENCES amenity(venue_id, kind),
    constraint "amenity_check_state_check" CHECK (state = ANY (ARRAY['working'::text, 'faulty'::text]))
);

CREATE INDEX amenity_check_by_amenity ON amenity_check USING btree (venue_id, kind, checked_at);

create table committee (
    id uuid not null,
    name text not null,
    building text not null,
    source text not null,
    constraint "committee-already-exists" PRIMARY KEY (id),
    constraint "committee-name-taken" UNIQUE (name)
);

create table committee_seat (
    committee_id uuid not null,
    organisation_id uuid not null,
    building text not null,
    joined_at timestamp with time zone not null,
    constraint "already-in-a-committee-there" PRIMARY KEY (building, organisation_id),
    constraint "committee-unknown" FOREIGN KEY (committee_id) REFERENCES committee(id),
    constraint "organisation-unknown" FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);

create table erasure (
    id uuid not null,
    account text,
    asked_at timestamp with time zone not null,
    asked_by text not null,
    reason text,
    marks bytea[] not null,
    receipt jsonb not null,
    done_at timestamp with time zone,
    constraint "erasure_pkey" PRIMARY KEY (id),
    constraint "erasure_check" CHECK (done_at IS NULL OR marks = '{}'::bytea[] AND account IS NULL)
);

CREATE INDEX erasure_open ON erasure USING btree (asked_at) WHERE (done_at IS NULL);

create table feedback (
    registration_id uuid not null,
    rating smallint not null,
    comment text,
    received_at timestamp with time zone not null,
    constraint "feedback-already-given" PRIMARY KEY (registration_id),
    constraint "feedback_registration_id_fkey" FOREIGN KEY (registration_id) REFERENCES registration(id),
    constraint "feedback_rating_check" CHECK (rating >= 1 AND rating <= 5)
);

create table heat_alert (
    id uuid not null,
    level text not null,
    day date not null,
    open_until time without time zone not null,
    declared_at timestamp with time zone not null,
    source text not null,
    seq bigint not null default 1,
    constraint "alert-already-exists" PRIMARY KEY (id),
    constraint "alert-already-declared" UNIQUE (day),
    constraint "heat_alert_level_check" CHECK (level = ANY (ARRAY['yellow'::text, 'orange'::text, 'red'::text]))
);

create table idempotency (
    principal text not null,
    key text not null,
    request_hash bytea not null,
    status smallint not null,
    reply bytea not null,
    stored_at timestamp with time zone not null default now(),
    constraint "idempotency_pkey" PRIMARY KEY (principal, key)
);

CREATE INDEX idempotency_by_age ON idempotency USING btree (stored_at);

create table inbox (
    consumer text not null,
    aggregate text not null,
    seq bigint not null,
    constraint "inbox_pkey" PRIMARY KEY (consumer, aggregate)
);

create table membership (
    organisation_id uuid not null,
    node text not null,
    since date not null,
    until date,
    source text not null,
    number bigint not null generated always as identity,
    admitted_at timestamp with time zone,
    constraint "membership_pkey" PRIMARY KEY (organisation_id, number),
    constraint "organisation-unknown" FOREIGN KEY (organisation_id) REFERENCES organisation(id),
    constraint "membership_node_check" CHECK (node = ANY (ARRAY['core'::text, 'pillar'::text, 'partner'::text])),
    constraint "term-ends-before-it-begins" CHECK (until IS NULL OR until >= since)
);

CREATE TRIGGER membership_is_final BEFORE DELETE OR UPDATE ON membership FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_terms();
CREATE TRIGGER memberships_are_not_emptied BEFORE TRUNCATE ON membership FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_terms();

create table migration (
    name text not null,
    digest text not null,
    applied_at timestamp with time zone not null default now(),
    constraint "migration_pkey" PRIMARY KEY (name)
);

create table need (
    id uuid not null,
    title text not null,
    category text not null,
    organisation_id uuid,
    requester_ref uuid,
    matched_organisation_id uuid,
    state text not null default 'raised'::text,
    raised_at timestamp with time zone not null,
    raised_by text not null,
    source text not null,
    seq bigint not null default 1,
    found_by tsvector,
    constraint "need-already-exists" PRIMARY KEY (id),
    constraint "matched-organisation-unknown" FOREIGN KEY (matched_organisation_id) REFERENCES organisation(id),
    constraint "need_requester_ref_fkey" FOREIGN KEY (requester_ref) REFERENCES person(subject_ref),
    constraint "organisation-unknown" FOREIGN KEY (organisation_id) REFERENCES organisation(id),
    constraint "need_state_check" CHECK (state = ANY (ARRAY['raised'::text, 'accepted'::text, 'matched'::text, 'resolved'::text, 'reopened'::text]))
);

CREATE INDEX need_by_part_of_name ON need USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX need_not_read ON need USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER need_renamed BEFORE UPDATE OF title ON need FOR EACH ROW WHEN (old.title IS DISTINCT FROM new.title) EXECUTE FUNCTION read_name_again();

create table need_step (
    need_id uuid not null,
    number bigint not null,
    state text not null,
    note text,
    moved_at timestamp with time zone not null,
    moved_by text not null,
    constraint "need_step_pkey" PRIMARY KEY (need_id, number),
    constraint "need_step_need_id_fkey" FOREIGN KEY (need_id) REFERENCES need(id)
);

CREATE TRIGGER need_step_is_final BEFORE DELETE OR UPDATE ON need_step FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER need_steps_are_not_emptied BEFORE TRUNCATE ON need_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table organisation (
    id uuid not null,
    name text not null,
    kind text not null,
    source text not null,
    registered_at timestamp with time zone not null,
    seq bigint not null default 1,
    found_by tsvector,
    constraint "organisation-already-exists" PRIMARY KEY (id),
    constraint "organisation-name-taken" UNIQUE (name)
);

CREATE INDEX organisation_by_part_of_name ON organisation USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX organisation_not_read ON organisation USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER organisation_renamed BEFORE UPDATE OF name ON organisation FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION read_name_again();

create table outbox (
    id bigint not null generated always as identity,
    event_id uuid not null,
    topic text not null,
    aggregate text not null,
    aggregate_seq bigint not null,
    type text not null,
    occurred_at timestamp with time zone not null,
    traceparent text,
    store_epoch integer not null,
    data bytea not null,
    published_at timestamp with time zone,
    constraint "outbox_pkey" PRIMARY KEY (id),
    constraint "outbox_aggregate_aggregate_seq_key" UNIQUE (aggregate, aggregate_seq),
    constraint "outbox_event_id_key" UNIQUE (event_id),
    constraint "outbox_aggregate_seq_check" CHECK (aggregate_seq >= 1)
);

CREATE INDEX outbox_unpublished ON outbox USING btree (id) WHERE (published_at IS NULL);

create table person (
    subject_ref uuid not null,
    fingerprint bytea not null,
    name text not null,
    phone text,
    erased_at timestamp with time zone,
    keyed boolean not null default false,
    found_by tsvector,
    constraint "person_pkey" PRIMARY KEY (subject_ref),
    constraint "person_fingerprint_key" UNIQUE (fingerprint)
);

CREATE INDEX person_by_part_of_name ON person USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX person_by_phone_end ON person USING btree ("right"(phone, 4));
CREATE INDEX person_not_read ON person USING btree (subject_ref) WHERE (found_by IS NULL);
CREATE TRIGGER person_renamed BEFORE UPDATE OF name ON person FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION read_name_again();

create table person_identifier (
    fingerprint bytea not null,
    kind text,
    person bytea not null,
    constraint "person_identifier_pkey" PRIMARY KEY (fingerprint),
    constraint "person_identifier_kind_check" CHECK (kind = ANY (ARRAY['id-number'::text, 'phone'::text]))
);

CREATE INDEX identifier_by_person ON person_identifier USING btree (person);

create table position (
    consumer text not null,
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    lost text
);

create table registration (
    id uuid not null,
    session_id uuid not null,
    subject_ref uuid not null,
    channel text not null,
    recorded_by text not null,
    state text not null default 'confirmed'::text,
    registered_at timestamp with time zone not null,
    cancelled_at timestamp with time zone,
    scanned_at timestamp with time zone,
    pool text not null default 'on-site'::text,
    promoted boolean not null default false,
    during tstzrange,
    expected boolean not null default true,
    checked_in_at timestamp with time zone,
    undone_at timestamp with time zone,
    ticket text not null default upper(substr(replace((gen_random_uuid())::text, '-'::text, ''::text), 1, 12)),
    conflict boolean not null default false,
    registered_venue uuid,
    cancelled_venue uuid,
    constraint "registration_pkey" PRIMARY KEY (id),
    constraint "registration_cancelled_venue_fkey" FOREIGN KEY (cancelled_venue) REFERENCES venue(id),
    constraint "registration_registered_venue_fkey" FOREIGN KEY (registered_venue) REFERENCES venue(id),
    constraint "registration_session_id_fkey" FOREIGN KEY (session_id) REFERENCES session(id),
    constraint "registration_subject_ref_fkey" FOREIGN KEY (subject_ref) REFERENCES person(subject_ref),
    constraint "registration_channel_check" CHECK (channel = ANY (ARRAY['self'::text, 'on-behalf'::text, 'walk-in'::text])),
    constraint "registration_check" CHECK ((state = 'cancelled'::text) = (cancelled_at IS NOT NULL)),
    constraint "registration_check1" CHECK (scanned_at IS NULL OR state = 'confirmed'::text),
    constraint "registration_checked_in" CHECK (checked_in_at IS NULL OR scanned_at IS NOT NULL),
    constraint "registration_pool_check" CHECK (pool = ANY (ARRAY['on-site'::text, 'online'::text])),
    constraint "registration_state_check" CHECK (state = ANY (ARRAY['confirmed'::text, 'cancelled'::text, 'called-off'::text])),
    constraint "overlapping-registration" EXCLUDE USING gist (subject_ref WITH =, during WITH &&) WHERE (state = 'confirmed'::text AND NOT conflict)
);

CREATE UNIQUE INDEX "already-registered" ON registration USING btree (session_id, subject_ref) WHERE (state = 'confirmed'::text);
CREATE INDEX registration_by_session ON registration USING btree (session_id, registered_at, id);
CREATE INDEX registration_by_ticket ON registration USING btree (ticket);
CREATE INDEX registration_of_person ON registration USING btree (subject_ref);

create table resident (
    account text not null,
    subject_ref uuid,
    person_ref uuid,
    claimed bytea[],
    confirmed_at timestamp with time zone,
    confirmed_by text,
    constraint "account-is-another-person" PRIMARY KEY (account),
    constraint "person-has-another-account" UNIQUE (person_ref),
    constraint "resident_subject_key" UNIQUE (subject_ref),
    constraint "resident_person_ref_fkey" FOREIGN KEY (person_ref) REFERENCES person(subject_ref),
    constraint "resident_subject_ref_fkey" FOREIGN KEY (subject_ref) REFERENCES person(subject_ref),
    constraint "resident_check" CHECK (num_nonnulls(person_ref, confirmed_at, confirmed_by) = ANY (ARRAY[0, 3]))
);

create table resident_link (
    id bigint not null generated always as identity,
    account text not null,
    person_ref uuid not null,
    linked boolean not null,
    reason text,
    done_at timestamp with time zone not null,
    done_by text not null,
    constraint "resident_link_pkey" PRIMARY KEY (id),
    constraint "resident_link_person_ref_fkey" FOREIGN KEY (person_ref) REFERENCES person(subject_ref),
    constraint "resident_link_check" CHECK (linked = (reason IS NULL))
);

CREATE TRIGGER resident_link_is_final BEFORE DELETE OR UPDATE ON resident_link FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER resident_links_are_not_emptied BEFORE TRUNCATE ON resident_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table scan (
    id uuid not null,
    session_id uuid not null,
    registration_id uuid,
    ticket text,
    device text not null,
    scanned_at timestamp with time zone not null,
    received_at timestamp with time zone not null,
    received_by text not null,
    first boolean not null,
    reason text,
    settlement text,
    settled_at timestamp with time zone,
    settled_by text,
    constraint "scan_pkey" PRIMARY KEY (id),
    constraint "scan_registration_id_fkey" FOREIGN KEY (registration_id) REFERENCES registration(id),
    constraint "scan_session_id_fkey" FOREIGN KEY (session_id) REFERENCES session(id),
    constraint "scan_first_accepted" CHECK (NOT first OR reason IS NULL AND registration_id IS NOT NULL),
    constraint "scan_settled_conflict" CHECK (settlement IS NULL OR reason IS NOT NULL),
    constraint "scan_settled_whole" CHECK (num_nulls(settlement, settled_at, settled_by) = ANY (ARRAY[0, 3])),
    constraint "scan_settlement_check" CHECK (settlement = ANY (ARRAY['checked-in'::text, 'dismissed'::text]))
);

CREATE INDEX scan_by_registration ON scan USING btree (registration_id) WHERE first;
CREATE INDEX scan_open ON scan USING btree (session_id, id) WHERE ((reason IS NOT NULL) AND (settlement IS NULL));

create table schedule (
    venue_id uuid not null,
    from_day date not null,
    days text not null,
    opens time without time zone not null,
    closes time without time zone not null,
    constraint "schedule-overlaps" PRIMARY KEY (venue_id, from_day, days, opens),
    constraint "schedule_venue_id_from_day_fkey" FOREIGN KEY (venue_id, from_day) REFERENCES schedule_version(venue_id, from_day),
    constraint "venue-unknown" FOREIGN KEY (venue_id) REFERENCES venue(id),
    constraint "closes-before-it-opens" CHECK (closes > opens),
    constraint "schedule_days_check" CHECK (days = ANY (ARRAY['working'::text, 'rest'::text]))
);

create table schedule_exception (
    id uuid not null,
    venue_id uuid not null,
    from_day date not null,
    to_day date not null,
    kind text not null,
    reason text not null,
    closes time without time zone,
    alert_id uuid,
    made_at timestamp with time zone not null,
    constraint "schedule_exception_pkey" PRIMARY KEY (id),
    constraint "venue-unknown" FOREIGN KEY (venue_id) REFERENCES venue(id),
    constraint "exception-ends-before-it-begins" CHECK (to_day >= from_day),
    constraint "schedule_exception_check" CHECK ((kind = 'closure'::text) = (closes IS NULL)),
    constraint "schedule_exception_kind_check" CHECK (kind = ANY (ARRAY['closure'::text, 'extended-hours'::text]))
);

CREATE INDEX exception_by_venue ON schedule_exception USING btree (venue_id, from_day);

create table schedule_version (
    venue_id uuid not null,
    from_day date not null,
    constraint "schedule_version_pkey" PRIMARY KEY (venue_id, from_day),
    constraint "schedule_version_venue_id_fkey" FOREIGN KEY (venue_id) REFERENCES venue(id)
);

create table session (
    id uuid not null,
    activity_id uuid not null,
    venue_id uuid not null,
    starts_at timestamp with time zone not null,
    ends_at timestamp with time zone not null,
    capacity integer not null,
    confirmed integer not null default 0,
    source text not null,
    seq bigint not null default 1,
    online_capacity integer not null default 0,
    online_confirmed integer not null default 0,
    last_place bigint not null default 0,
    despite text,
    begun_at timestamp with time zone,
    plan bigint not null default 0,
    cancelled_at timestamp with time zone,
    ended_at timestamp with time zone,
    constraint "session-already-exists" PRIMARY KEY (id),
    constraint "activity-unknown" FOREIGN KEY (activity_id) REFERENCES activity(id),
    constraint "venue-unknown" FOREIGN KEY (venue_id) REFERENCES venue(id),
    constraint "session-cancelled" CHECK (cancelled_at IS NULL OR ended_at IS NULL AND confirmed = 0 AND online_confirmed = 0),
    constraint "session-ends-before-start" CHECK (ends_at > starts_at),
    constraint "session-full" CHECK (confirmed <= capacity),
    constraint "session-full-online" CHECK (online_confirmed <= online_capacity),
    constraint "session_capacity_check" CHECK (capacity >= 1 AND capacity <= 100000),
    constraint "session_confirmed_check" CHECK (confirmed >= 0),
    constraint "session_online_capacity_check" CHECK (online_capacity >= 0 AND online_capacity <= 100000),
    constraint "session_online_confirmed_check" CHECK (online_confirmed >= 0)
);

CREATE INDEX session_by_start ON session USING btree (starts_at, id);
CREATE INDEX session_of_activity ON session USING btree (activity_id);
CREATE INDEX session_to_begin ON session USING btree (starts_at) WHERE ((begun_at IS NULL) AND (cancelled_at IS NULL) AND (ended_at IS NULL));

create table session_change (
    id bigint not null generated always as identity,
    session_id uuid not null,
    kind text not null,
    reason text not null,
    changed_at timestamp with time zone not null,
    changed_by text not null,
    venue_id uuid not null,
    starts_at timestamp with time zone not null,
    ends_at timestamp with time zone not null,
    capacity integer not null,
    online_capacity integer not null,
    constraint "session_change_pkey" PRIMARY KEY (id),
    constraint "session_change_session_id_fkey" FOREIGN KEY (session_id) REFERENCES session(id),
    constraint "session_change_venue_id_fkey" FOREIGN KEY (venue_id) REFERENCES venue(id),
    constraint "session_change_kind_check" CHECK (kind = ANY (ARRAY['edited'::text, 'moved'::text, 'cancelled'::text, 'ended'::text]))
);

CREATE INDEX change_of_session ON session_change USING btree (session_id, id);
CREATE TRIGGER session_change_is_final BEFORE DELETE OR UPDATE ON session_change FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER session_changes_are_not_emptied BEFORE TRUNCATE ON session_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table store (
    only_row boolean not null default true,
    epoch integer not null default 1,
    constraint "store_pkey" PRIMARY KEY (only_row),
    constraint "store_only_row_check" CHECK (only_row)
);

create table venue (
    id uuid not null,
    name text not null,
    kind text not null,
    address text,
    organisation_id uuid,
    source text not null,
    opened_at timestamp with time zone not null,
    seq bigint not null default 1,
    map_x smallint,
    map_y smallint,
    found_by tsvector,
    constraint "venue-already-exists" PRIMARY KEY (id),
    constraint "venue-name-taken" UNIQUE (name),
    constraint "organisation-unknown" FOREIGN KEY (organisation_id) REFERENCES organisation(id),
    constraint "map-place-incomplete" CHECK ((map_x IS NULL) = (map_y IS NULL)),
    constraint "venue_map_x_check" CHECK (map_x >= 0 AND map_x <= 1000),
    constraint "venue_map_y_check" CHECK (map_y >= 0 AND map_y <= 1000)
);

CREATE INDEX venue_by_part_of_name ON venue USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX venue_not_read ON venue USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER venue_renamed BEFORE UPDATE OF name ON venue FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION read_name_again();

create table visit (
    id uuid not null,
    venue_id uuid not null,
    organisation_id uuid not null,
    category text not null,
    people smallint not null,
    visited_at timestamp with time zone not null,
    recorded_by text not null,
    constraint "visit-already-exists" PRIMARY KEY (id),
    constraint "visit_venue_id_fkey" FOREIGN KEY (venue_id) REFERENCES venue(id),
    constraint "visit_category_check" CHECK (category = ANY (ARRAY['sanitation'::text, 'courier'::text, 'construction'::text, 'traffic-police'::text, 'security'::text, 'other'::text])),
    constraint "visit_people_check" CHECK (people >= 1 AND people <= 200)
);

CREATE INDEX visit_by_venue ON visit USING btree (venue_id, visited_at);

create table waiting (
    id uuid not null,
    session_id uuid not null,
    pool text not null,
    subject_ref uuid not null,
    place bigint not null,
    channel text not null,
    recorded_by text not null,
    joined_at timestamp with time zone not null,
    state text not null default 'waiting'::text,
    left_at timestamp with time zone,
    joined_venue uuid,
    constraint "waiting_pkey" PRIMARY KEY (id),
    constraint "waiting_session_id_place_key" UNIQUE (session_id, place),
    constraint "waiting_joined_venue_fkey" FOREIGN KEY (joined_venue) REFERENCES venue(id),
    constraint "waiting_session_id_fkey" FOREIGN KEY (session_id) REFERENCES session(id),
    constraint "waiting_subject_ref_fkey" FOREIGN KEY (subject_ref) REFERENCES person(subject_ref),
    constraint "waiting_channel_check" CHECK (channel = ANY (ARRAY['self'::text, 'on-behalf'::text, 'walk-in'::text])),
    constraint "waiting_check" CHECK ((state = 'waiting'::text) = (left_at IS NULL)),
    constraint "waiting_place_check" CHECK (place >= 1),
    constraint "waiting_pool_check" CHECK (pool = ANY (ARRAY['on-site'::text, 'online'::text])),
    constraint "waiting_state_check" CHECK (state = ANY (ARRAY['waiting'::text, 'promoted'::text, 'withdrawn'::text, 'called-off'::text]))
);

CREATE UNIQUE INDEX "already-waiting" ON waiting USING btree (session_id, subject_ref) WHERE (state = 'waiting'::text);

create table working_calendar (
    year integer not null,
    holidays date[] not null,
    make_up date[] not null,
    source text not null,
    announced_at timestamp with time zone not null,
    entered_by text,
    seq bigint not null default 1,
    constraint "working_calendar_pkey" PRIMARY KEY (year),
    constraint "working_calendar_check" CHECK (NOT holidays && make_up),
    constraint "working_calendar_year_check" CHECK (year >= 2000 AND year <= 2100)
);

CREATE OR REPLACE FUNCTION public.read_name_again()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    new.found_by := null;
    return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    raise exception 'what happened is added to, never changed' using errcode = 'restrict_violation',
        constraint = 'need-history-is-final';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_rewriting_terms()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    raise exception 'a term is followed by another, never changed' using errcode = 'restrict_violation',
        constraint = 'membership-history-is-final';
end $function$;
