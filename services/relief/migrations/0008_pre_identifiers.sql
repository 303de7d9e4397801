-- Somebody is known by an ID number, or by phone and name; each leads to the fingerprint in person (ADR 10).
create table person_identifier (
    fingerprint bytea primary key,
    -- Null until it is next used: older releases did not say which of the two a fingerprint was made of.
    kind        text check (kind in ('id-number', 'phone')),
    person      bytea not null
);
create index identifier_by_person on person_identifier (person);
insert into person_identifier (fingerprint, person) select fingerprint, fingerprint from person;
-- Whether the phone has its identifier too: kernel/persons.py gives it to those who are from before.
alter table person add column keyed boolean not null default false;
-- Members and relations are kept by fingerprint alone.
insert into person_identifier (fingerprint, person)
select fingerprint, fingerprint from case_member union select fingerprint, fingerprint from relation
on conflict do nothing;

-- A keyed hash of the name alone. It identifies nobody; it finds those who cannot be told apart, one known by phone and
-- one by ID number (ADR 10).
alter table person add column name_key bytea;
alter table case_member add column name_key bytea;
alter table relation add column name_key bytea;
create index person_by_name on person (name_key);

-- Two who turn out to be one: what was kept under the first fingerprint moves to the one that stays.
create function one_person() returns trigger language plpgsql as $$
begin
    update relation r set fingerprint = new.person where r.fingerprint = old.person and not exists (
        select from relation o where o.fingerprint = new.person and o.account is not distinct from r.account
        and o.organisation_id is not distinct from r.organisation_id);
    update case_member m set fingerprint = new.person where m.fingerprint = old.person and not exists (
        select from case_member o where o.fingerprint = new.person and o.case_id = m.case_id);
    update disbursement d set payee_ref = stays.subject_ref from person stays, person goes
    where stays.fingerprint = new.person and goes.fingerprint = old.person and d.payee_ref = goes.subject_ref;
    return null;
end $$;
create trigger one_person after update of person on person_identifier
    for each row when (old.person <> new.person) execute function one_person();
-- Whether two share a kind of identifier, so that they would have been found to be one. What is not known shares nothing.
create function told_apart(bytea, bytea) returns boolean language sql stable as $$
    select exists (select from person_identifier a join person_identifier b using (kind)
                   where a.person = $1 and b.person = $2)
$$;
