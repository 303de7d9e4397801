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
