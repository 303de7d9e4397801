-- What a thing's name is found by (kernel/search.py): filled from the name, and emptied by whatever renames it.
create function read_name_again() returns trigger language plpgsql as $$
begin
    new.found_by := null;
    return new;
end $$;

alter table activity add column found_by tsvector;
create index activity_by_part_of_name on activity using gin (found_by) where found_by is not null;
create index activity_not_read on activity (id) where found_by is null;
create trigger activity_renamed before update of title on activity
    for each row when (old.title is distinct from new.title) execute function read_name_again();

alter table venue add column found_by tsvector;
create index venue_by_part_of_name on venue using gin (found_by) where found_by is not null;
create index venue_not_read on venue (id) where found_by is null;
create trigger venue_renamed before update of name on venue
    for each row when (old.name is distinct from new.name) execute function read_name_again();

alter table organisation add column found_by tsvector;
create index organisation_by_part_of_name on organisation using gin (found_by) where found_by is not null;
create index organisation_not_read on organisation (id) where found_by is null;
create trigger organisation_renamed before update of name on organisation
    for each row when (old.name is distinct from new.name) execute function read_name_again();

alter table need add column found_by tsvector;
create index need_by_part_of_name on need using gin (found_by) where found_by is not null;
create index need_not_read on need (id) where found_by is null;
create trigger need_renamed before update of title on need
    for each row when (old.title is distinct from new.title) execute function read_name_again();

alter table person add column found_by tsvector;
create index person_by_part_of_name on person using gin (found_by) where found_by is not null;
create index person_not_read on person (subject_ref) where found_by is null;
create trigger person_renamed before update of name on person
    for each row when (old.name is distinct from new.name) execute function read_name_again();

-- People are also found by the end of their phone, sessions by their activity.
create index person_by_phone_end on person (right(phone, 4));
create index session_of_activity on session (activity_id);
create index registration_of_person on registration (subject_ref);
