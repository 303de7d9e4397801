-- The finest grain only: one row a day, place and metric. Weeks, months and every dimension are sums of these,
-- so they cannot contradict each other. `shard` is the topic partition that wrote the row: partitions overlap
-- their writes without waiting for each other's locks.
create table tally (
    day          date not null,
    line         text not null,
    programme    text not null,
    organisation text not null,
    venue        text not null,
    metric       text not null,
    shard        smallint not null,
    value        bigint not null,
    primary key (day, line, programme, organisation, venue, metric, shard)
);

-- Exact distinct people (ADR 0004): who was seen in which cell how often; `times` falls when a choice moves.
create table person_seen (
    day          date not null,
    line         text not null,
    programme    text not null,
    organisation text not null,
    venue        text not null,
    metric       text not null,
    subject      uuid not null,
    times        integer not null,
    primary key (day, line, programme, organisation, venue, metric, subject)
);

-- Cells that changed and whose statistics were not told yet; written with the tally, deleted with the telling.
create table revision_due (
    id           bigint generated always as identity primary key,
    day          date not null,
    line         text not null,
    programme    text not null,
    organisation text not null,
    venue        text not null
);

-- How often a statistic was told: the sequence number of the next telling.
create table told (
    key text primary key,
    seq bigint not null
);
