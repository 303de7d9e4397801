-- What was used of the limits that all replicas of the gateway share, by minute. Unlogged: a crash forgets a minute's
-- counts, and no request waits for a disk. Who it was is a digest, and gone after some minutes.
create unlogged table rate_used (
    policy text not null,
    who    bytea not null,
    minute bigint not null,
    used   integer not null,
    primary key (policy, who, minute),
    constraint "uses-are-counted" check (used > 0)
);
create index rate_used_by_minute on rate_used (minute);
