-- Agreements with a term and versions, projects with lines, claims with a date.
alter table agreement drop constraint agreement_state_check, drop constraint agreement_check,
    add check (state in ('draft', 'active', 'ended', 'terminated')),
    add column starts_on date,
    add column ends_on date,
    add column version integer not null default 1 check (version >= 1),
    add column renews uuid constraint "agreement-already-renewed" unique references agreement,
    add column ended_at timestamptz,
    add column end_reason text,
    add check ((state = 'draft') <= (activated_at is null)),
    add check ((state in ('ended', 'terminated')) = (ended_at is not null)),
    add constraint "term-ends-before-it-starts" check (ends_on >= starts_on);

-- A version that anybody has signed is what was signed.
create function guard_signed() returns trigger language plpgsql as $$
begin
    if (new.title, new.source, new.version) is distinct from (old.title, old.source, old.version)
       or (new.starts_on, new.ends_on, new.renews) is distinct from (old.starts_on, old.ends_on, old.renews) then
        if exists (select 1 from party where agreement_id = old.id and signed_at is not null) then
            raise exception 'a signed version is final' using errcode = 'restrict_violation',
                constraint = 'agreement-is-final';
        end if;
    end if;
    return new;
end $$;
create trigger agreement_is_final before update on agreement for each row execute function guard_signed();
create function guard_party() returns trigger language plpgsql as $$
begin
    if old.signed_at is not null then
        raise exception 'a signature is final' using errcode = 'restrict_violation', constraint = 'agreement-is-final';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger signature_is_final before update or delete on party for each row execute function guard_party();

create table project_line (
    id         uuid primary key,
    project_id uuid not null references project,
    place      smallint not null,
    title      text not null,
    unit       text not null,
    needed     bigint not null check (needed >= 1),
    -- What one of it is worth: a line's part of the project's need is needed times this.
    unit_fen   bigint not null check (unit_fen >= 1),
    claimed    bigint not null default 0 check (claimed >= 0),
    unique (project_id, place),
    -- I-32, by line.
    constraint "line-fully-claimed" check (claimed <= needed)
);
alter table claim drop constraint claim_state_check,
    add check (state in ('accepted', 'withdrawn', 'fulfilled', 'lapsed')),
    add column line_id uuid references project_line,
    add column quantity bigint check (quantity >= 1),
    -- The last day (Asia/Shanghai) on which it is to be fulfilled; it lapses after.
    add column due_on date,
    add check ((line_id is null) = (quantity is null));
create index claim_by_due on claim (due_on) where state = 'accepted';
