-- Generated from the migrations by `python -m tools.schema`; read it, and change it by a new migration.

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

create table migration (
    name text not null,
    digest text not null,
    applied_at timestamp with time zone not null default now(),
    constraint "migration_pkey" PRIMARY KEY (name)
);

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

create table person_seen (
    day date not null,
    line text not null,
    programme text not null,
    organisation text not null,
    venue text not null,
    metric text not null,
    subject uuid not null,
    times integer not null,
    constraint "person_seen_pkey" PRIMARY KEY (day, line, programme, organisation, venue, metric, subject)
);

create table position (
    consumer text not null,
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    lost text
);

create table revision_due (
    id bigint not null generated always as identity,
    day date not null,
    line text not null,
    programme text not null,
    organisation text not null,
    venue text not null,
    constraint "revision_due_pkey" PRIMARY KEY (id)
);

create table store (
    only_row boolean not null default true,
    epoch integer not null default 1,
    constraint "store_pkey" PRIMARY KEY (only_row),
    constraint "store_only_row_check" CHECK (only_row)
);

create table tally (
    day date not null,
    line text not null,
    programme text not null,
    organisation text not null,
    venue text not null,
    metric text not null,
    shard smallint not null,
    value bigint not null,
    constraint "tally_pkey" PRIMARY KEY (day, line, programme, organisation, venue, metric, shard)
);

create table told (
    key text not null,
    seq bigint not null,
    constraint "told_pkey" PRIMARY KEY (key)
);

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
