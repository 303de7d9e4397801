-- What a verdict rests on: each item that the laboratory tested. What was found before has none.
create table dossier (
    id          uuid primary key,
    sample_id   uuid not null references sample,
    recorded_at timestamptz not null,
    recorded_by text not null,
    unique (id, sample_id)
);
create index dossier_by_sample on dossier (sample_id);

create table tested_item (
    dossier_id uuid not null references dossier,
    place      integer not null check (place between 1 and 40),
    item       text not null check (item <> ''),
    method     text not null check (method <> ''),
    value      text not null check (value <> ''),
    unit       text,
    "limit"    text not null check ("limit" <> ''),
    verdict    text not null check (verdict in ('qualified', 'unqualified')),
    primary key (dossier_id, place)
);

alter table sample add column dossier_id uuid,
    add constraint sample_dossier foreign key (dossier_id, id) references dossier (id, sample_id);
alter table returned_finding add column dossier_id uuid,
    add constraint returned_finding_dossier foreign key (dossier_id, sample_id) references dossier (id, sample_id);
alter table correction add column dossier_id uuid,
    add constraint correction_dossier foreign key (dossier_id, sample_id) references dossier (id, sample_id);
alter table result add column dossier_id uuid,
    add constraint result_dossier foreign key (dossier_id, sample_id) references dossier (id, sample_id);

create function refuse_change_of_dossier() returns trigger language plpgsql as $$
begin
    raise exception 'what a laboratory reported is replaced, never changed' using errcode = 'restrict_violation',
        constraint = 'dossier-is-final';
end $$;
create trigger dossier_is_final before update or delete on dossier
    for each row execute function refuse_change_of_dossier();
create trigger tested_item_is_final before update or delete on tested_item
    for each row execute function refuse_change_of_dossier();

-- Nor is an item added to one that a finding rests on.
create function refuse_later_item() returns trigger language plpgsql as $$
begin
    if exists (
        select from dossier d where d.id = new.dossier_id and (
            exists (select from sample s where s.id = d.sample_id and s.dossier_id = d.id)
            or exists (select from returned_finding f where f.sample_id = d.sample_id and f.dossier_id = d.id)
            or exists (select from correction c where c.sample_id = d.sample_id and c.dossier_id = d.id)
            or exists (select from result r where r.sample_id = d.sample_id and r.dossier_id = d.id))) then
        raise exception 'what a laboratory reported is replaced, never changed' using errcode = 'restrict_violation',
            constraint = 'dossier-is-final';
    end if;
    return new;
end $$;
create trigger no_later_item before insert on tested_item for each row execute function refuse_later_item();

-- One item that failed fails the sample; without an item there is nothing to say.
create function refuse_other_verdict() returns trigger language plpgsql as $$
declare
    said text := case when tg_table_name = 'sample' then to_jsonb(new) ->> 'found' else to_jsonb(new) ->> 'verdict' end;
begin
    -- A finding that is taken back takes its items along: a process of the release before does not know of them.
    if said is null then
        new.dossier_id := null;
    end if;
    if new.dossier_id is not null and said is distinct from (
        select case when count(*) = 0 then null when bool_and(verdict = 'qualified') then 'qualified'
                    else 'unqualified' end
        from tested_item where dossier_id = new.dossier_id) then
        raise exception 'the verdict does not follow from what was tested' using errcode = 'check_violation',
            constraint = 'verdict-not-of-items';
    end if;
    return new;
end $$;
create trigger "verdict-not-of-items" before insert or update of found, dossier_id on sample
    for each row execute function refuse_other_verdict();
create trigger "verdict-not-of-items" before insert on correction
    for each row execute function refuse_other_verdict();
create trigger "verdict-not-of-items" before insert on result
    for each row execute function refuse_other_verdict();
