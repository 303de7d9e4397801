-- Who signed in, was given what, and exported which sheet. Ids only: the page looks the names up, and an account that
-- is erased leaves its id alone here. Appended, never changed.
create table audit (
    number  bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    kind    text not null,
    actor   text,
    account uuid,
    detail  jsonb not null default '{}'
);
create index audit_by_account on audit (account, number);
create index audit_by_actor on audit (actor, number);
create index audit_by_kind on audit (kind, number);
create index audit_by_age on audit (at);

-- Six months is the least that a network's log is kept (网络安全法 art. 21); the setting keeps it longer.
create function keep_audit() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.at < now() - interval '183 days' then
            return old;
        end if;
    end if;
    raise exception 'the audit log is appended to, never changed' using errcode = 'restrict_violation',
        constraint = 'audit-is-final';
end $$;
create trigger audit_is_final before update or delete on audit for each row execute function keep_audit();
create trigger audit_is_not_emptied before truncate on audit for each statement execute function keep_audit();

-- The day on which a key was used last: its first use on a day is a row of the log.
alter table program add column used_on date;
