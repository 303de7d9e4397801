-- What a thing's name is found by (kernel/search.py): filled from the name, and emptied by whatever renames it.
create function read_name_again() returns trigger language plpgsql as $$
begin
    new.found_by := null;
    return new;
end $$;

alter table establishment add column found_by tsvector;
create index establishment_by_part_of_name on establishment using gin (found_by) where found_by is not null;
create index establishment_not_read on establishment (id) where found_by is null;
create trigger establishment_renamed before update of name on establishment
    for each row when (old.name is distinct from new.name) execute function read_name_again();

alter table round add column found_by tsvector;
create index round_by_part_of_name on round using gin (found_by) where found_by is not null;
create index round_not_read on round (id) where found_by is null;
create trigger round_renamed before update of title on round
    for each row when (old.title is distinct from new.title) execute function read_name_again();

alter table campaign add column found_by tsvector;
create index campaign_by_part_of_name on campaign using gin (found_by) where found_by is not null;
create index campaign_not_read on campaign (id) where found_by is null;
create trigger campaign_renamed before update of title on campaign
    for each row when (old.title is distinct from new.title) execute function read_name_again();
