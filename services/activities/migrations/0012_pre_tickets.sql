-- A ticket is a random code of its registration (ACT-26): 48 bits, nothing about the person, on no topic.
alter table registration add column ticket text not null
    default upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12));
create index registration_by_ticket on registration (ticket);
