-- Generated from the migrations by `python -m tools.schema`; read it, and change it by a new migration.

create table account (
    id uuid not null,
    username text not null,
    display_name text not null,
    password_hash text not null,
    roles text[] not null,
    failed_attempts integer not null default 0,
    locked_until timestamp with time zone,
    created_at timestamp with time zone not null default now(),
    organisation_id uuid,
    last_sign_in_at timestamp with time zone,
    disabled_at timestamp with time zone,
    must_change_password boolean not null default false,
    constraint "account_pkey" PRIMARY KEY (id),
    constraint "account_username_key" UNIQUE (username),
    constraint "approver-is-payer" CHECK (NOT roles @> '{approver,payer}'::text[])
);

create table audit (
    number bigint not null generated always as identity,
    at timestamp with time zone not null default now(),
    kind text not null,
    actor text,
    account uuid,
    detail jsonb not null default '{}'::jsonb,
    constraint "audit_pkey" PRIMARY KEY (number)
);

CREATE INDEX audit_by_account ON audit USING btree (account, number);
CREATE INDEX audit_by_actor ON audit USING btree (actor, number);
CREATE INDEX audit_by_age ON audit USING btree (at);
CREATE INDEX audit_by_kind ON audit USING btree (kind, number);
CREATE TRIGGER audit_is_final BEFORE DELETE OR UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION keep_audit();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();

create table fact (
    feed_id bigint not null generated always as identity,
    event_id uuid not null,
    type text not null,
    topic text not null,
    partition integer not null,
    offset bigint not null,
    subject text not null,
    seq bigint not null,
    occurred_at timestamp with time zone not null,
    traceparent text,
    data jsonb not null,
    stored_at timestamp with time zone not null default now(),
    constraint "fact_pkey" PRIMARY KEY (feed_id),
    constraint "fact_event_id_key" UNIQUE (event_id)
);

CREATE INDEX fact_by_age ON fact USING btree (stored_at);
CREATE INDEX fact_by_subject ON fact USING btree (subject, feed_id);
CREATE INDEX fact_by_type ON fact USING btree (type, feed_id);

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

create table known_browser (
    token_hash bytea not null,
    account_id uuid not null,
    created_at timestamp with time zone not null default now(),
    expires_at timestamp with time zone not null,
    constraint "known_browser_pkey" PRIMARY KEY (token_hash, account_id),
    constraint "known_browser_account_id_fkey" FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);

CREATE INDEX known_browser_by_account ON known_browser USING btree (account_id);

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

create table position (
    consumer text not null,
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    lost text
);

create table program (
    id text not null,
    name text not null,
    secret_hash bytea not null,
    roles text[] not null,
    created_at timestamp with time zone not null default now(),
    revoked_at timestamp with time zone,
    organisation_id uuid,
    expires_at timestamp with time zone not null default (now() + '365 days'::interval),
    made_by_account uuid,
    made_by_program text,
    used_on date,
    constraint "program_pkey" PRIMARY KEY (id),
    constraint "program_name_key" UNIQUE (name),
    constraint "program_made_by_account_fkey" FOREIGN KEY (made_by_account) REFERENCES account(id) ON DELETE SET NULL,
    constraint "program_made_by_program_fkey" FOREIGN KEY (made_by_program) REFERENCES program(id),
    constraint "approver-is-payer" CHECK (NOT roles @> '{approver,payer}'::text[])
);

CREATE INDEX program_by_account ON program USING btree (made_by_account);
CREATE INDEX program_by_program ON program USING btree (made_by_program);

create table rate_used (
    policy text not null,
    who bytea not null,
    minute bigint not null,
    used integer not null,
    constraint "rate_used_pkey" PRIMARY KEY (policy, who, minute),
    constraint "uses-are-counted" CHECK (used > 0)
);

CREATE INDEX rate_used_by_minute ON rate_used USING btree (minute);

create table sign_in_attempt (
    target bytea not null,
    source text not null,
    failures integer not null,
    locked_until timestamp with time zone,
    last_at timestamp with time zone not null default now(),
    constraint "sign_in_attempt_pkey" PRIMARY KEY (target, source),
    constraint "attempts-are-counted" CHECK (failures >= 0)
);

CREATE INDEX sign_in_attempt_by_age ON sign_in_attempt USING btree (last_at);

create table store (
    only_row boolean not null default true,
    epoch integer not null default 1,
    constraint "store_pkey" PRIMARY KEY (only_row),
    constraint "store_only_row_check" CHECK (only_row)
);

create table web_session (
    token_hash bytea not null,
    account_id uuid not null,
    created_at timestamp with time zone not null default now(),
    expires_at timestamp with time zone not null,
    previous_sign_in_at timestamp with time zone,
    failures_before integer not null default 0,
    by_tool boolean not null default false,
    constraint "web_session_pkey" PRIMARY KEY (token_hash),
    constraint "web_session_account_id_fkey" FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);

CREATE INDEX web_session_by_account ON web_session USING btree (account_id);

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

CREATE OR REPLACE FUNCTION public.keep_audit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if tg_op = 'DELETE' then
        if old.at < now() - interval '183 days' then
            return old;
        end if;
    end if;
    raise exception 'the audit log is appended to, never changed' using errcode = 'restrict_violation',
        constraint = 'audit-is-final';
end $function$;
