-- Events out: a row is written in the command's own transaction and published by the room's relay.
create table outbox (
    id            bigint generated always as identity primary key,
    event_id      uuid not null unique,
    topic         text not null,
    aggregate     text not null,
    aggregate_seq bigint not null check (aggregate_seq >= 1),
    type          text not null,
    occurred_at   timestamptz not null,
    traceparent   text,
    store_epoch   integer not null,
    data          bytea not null,
    published_at  timestamptz,
    unique (aggregate, aggregate_seq)
);
-- The relay's only question: what is unpublished, in order. The index shrinks to nothing when it keeps up.
create index outbox_unpublished on outbox (id) where published_at is null;

-- Bumped after a restore from backup, so that consumers notice that history was rewritten.
create table store (
    only_row boolean primary key default true check (only_row),
    epoch    integer not null default 1
);
insert into store default values;
