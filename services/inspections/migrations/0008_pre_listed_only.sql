-- What another register lists is not the district's: it is drawn, sampled and named only after the office took it over.
alter table establishment
    add column standing text not null default 'inspected' check (standing in ('inspected', 'listed'));

-- What was imported before and never used is only listed again. Frozen pools stay as they were published.
update establishment e set standing = 'listed'
where e.source = 'public-register'
  and exists (select 1 from listing l where l.establishment_id = e.id)
  and not exists (select 1 from nomination x where x.establishment_id = e.id)
  and not exists (select 1 from sample x where x.establishment_id = e.id)
  and not exists (select 1 from drawn_place x where x.establishment_id = e.id)
  and not exists (select 1 from inspector_conflict x where x.establishment_id = e.id)
  and not exists (select 1 from award x where x.establishment_id = e.id)
  and not exists (select 1 from safety_pledge x where x.establishment_id = e.id)
  and not exists (select 1 from staff x where x.establishment_id = e.id);

create function refuse_listed_only() returns trigger language plpgsql as $$
begin
    if exists (select 1 from establishment where id = new.establishment_id and standing = 'listed') then
        raise exception 'a business that another register lists was not taken over' using errcode = 'check_violation',
            constraint = 'establishment-not-taken-over';
    end if;
    return new;
end $$;
create trigger "establishment-not-taken-over" before insert or update of establishment_id on nomination
    for each row execute function refuse_listed_only();
create trigger "establishment-not-taken-over" before insert or update of establishment_id on sample
    for each row execute function refuse_listed_only();
create trigger "establishment-not-taken-over" before insert on pool_item
    for each row execute function refuse_listed_only();

-- An import that is undone deletes thousands of businesses: each delete looks for what refers to it.
create index nomination_by_establishment on nomination (establishment_id);
create index pool_item_by_establishment on pool_item (establishment_id);
create index drawn_place_by_establishment on drawn_place (establishment_id);
create index sample_by_establishment on sample (establishment_id);
create index disposal_of_establishment on disposal (establishment_id);
create index award_by_establishment on award (establishment_id);
create index pledge_by_establishment on safety_pledge (establishment_id);
create index conflict_by_establishment on inspector_conflict (establishment_id);
