-- An account that somebody made for themselves has a person of its own, who is nobody whom the office knows. Who it is
-- gets confirmed at the counter, and only then the account is that person's.
alter table resident rename constraint "person-has-another-account" to resident_subject_key;
alter table resident
    alter column subject_ref drop not null,
    add column person_ref   uuid constraint "person-has-another-account" unique references person,
    -- Fingerprints of whom the account said to be.
    add column claimed      bytea[],
    add column confirmed_at timestamptz,
    add column confirmed_by text,
    add check (num_nonnulls(person_ref, confirmed_at, confirmed_by) in (0, 3));

-- Each confirmation and its withdrawal; the reason stays in the room.
create table resident_link (
    id         bigint generated always as identity primary key,
    account    text not null,
    person_ref uuid not null references person,
    linked     boolean not null,
    reason     text,
    done_at    timestamptz not null,
    done_by    text not null,
    check (linked = (reason is null))
);
create trigger resident_link_is_final before update or delete on resident_link
    for each row execute function refuse_rewriting();
create trigger resident_links_are_not_emptied before truncate on resident_link
    for each statement execute function refuse_rewriting();

-- An account could only take a person whom the room did not know, so where the person's first trace is another's the link
-- was made at the counter. The others were never looked at: their person leaves the office's register.
with traces as (
    select subject_ref, id, recorded_by from registration
    union all select subject_ref, id, recorded_by from waiting
    union all select requester_ref, id, raised_by from need where requester_ref is not null
), first as (
    select distinct on (subject_ref) subject_ref, recorded_by from traces order by subject_ref, id
)
update resident r set person_ref = r.subject_ref, subject_ref = null, confirmed_at = now(), confirmed_by = 'migration'
where not exists (select from first f where f.subject_ref = r.subject_ref and f.recorded_by = r.account);
update resident r set claimed = array[p.fingerprint] from person p where p.subject_ref = r.subject_ref;
delete from person_identifier i using person p, resident r where r.subject_ref = p.subject_ref and i.person = p.fingerprint;
update person p set fingerprint = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), keyed = true
from resident r where r.subject_ref = p.subject_ref;
