-- What a thing's name is found by (kernel/search.py): filled from the name, and emptied by whatever renames it.
create function read_name_again() returns trigger language plpgsql as $$
begin
    new.found_by := null;
    return new;
end $$;

alter table fund add column found_by tsvector;
create index fund_by_part_of_name on fund using gin (found_by) where found_by is not null;
create index fund_not_read on fund (id) where found_by is null;
create trigger fund_renamed before update of title on fund
    for each row when (old.title is distinct from new.title) execute function read_name_again();

alter table project add column found_by tsvector;
create index project_by_part_of_name on project using gin (found_by) where found_by is not null;
create index project_not_read on project (id) where found_by is null;
create trigger project_renamed before update of title on project
    for each row when (old.title is distinct from new.title) execute function read_name_again();

alter table agreement add column found_by tsvector;
create index agreement_by_part_of_name on agreement using gin (found_by) where found_by is not null;
create index agreement_not_read on agreement (id) where found_by is null;
create trigger agreement_renamed before update of title on agreement
    for each row when (old.title is distinct from new.title) execute function read_name_again();
