create table account (
    id              uuid primary key,
    username        text not null unique,
    display_name    text not null,
    password_hash   text not null,
    roles           text[] not null,
    failed_attempts integer not null default 0,
    locked_until    timestamptz,
    created_at      timestamptz not null default now()
);

-- The cookie's token itself is never stored: whoever reads this table cannot sign in with it.
create table web_session (
    token_hash bytea primary key,
    account_id uuid not null references account on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);

-- Keys of programs: `jy_<id>_<secret>`, of which the SHA-256 of the 32-byte secret is kept.
create table program (
    id          text primary key,
    name        text not null unique,
    secret_hash bytea not null,
    roles       text[] not null,
    created_at  timestamptz not null default now(),
    revoked_at  timestamptz
);

-- Every fact of the three lines, numbered in the order the gateway saw it: what the live stream resumes from.
create table fact (
    feed_id     bigint generated always as identity primary key,
    event_id    uuid not null unique,
    type        text not null,
    topic       text not null,
    partition   integer not null,
    "offset"    bigint not null,
    subject     text not null,
    seq         bigint not null,
    occurred_at timestamptz not null,
    traceparent text,
    data        jsonb not null,
    stored_at   timestamptz not null default now()
);
create index fact_by_type on fact (type, feed_id);
create index fact_by_subject on fact (subject, feed_id);
create index fact_by_age on fact (stored_at);
