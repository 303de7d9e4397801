-- A command's stored reply: written in the effect's transaction, kept seven days.
create table idempotency (
    principal    text not null,
    key          text not null,
    request_hash bytea not null,
    status       smallint not null,
    reply        bytea not null,
    stored_at    timestamptz not null default now(),
    primary key (principal, key)
);
create index idempotency_by_age on idempotency (stored_at);

-- Events in: where each consumer stands, moved in the transaction of the effect. Kafka's committed offsets are not asked.
create table position (
    consumer    text not null,
    topic       text not null,
    partition   integer not null,
    next_offset bigint not null,
    primary key (consumer, topic, partition)
);
-- The last sequence number seen of each aggregate: at or below it is a duplicate, a jump is a gap.
create table inbox (
    consumer  text not null,
    aggregate text not null,
    seq       bigint not null,
    primary key (consumer, aggregate)
);
