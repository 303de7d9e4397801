-- name: insert-venue
insert into venue (id, name, kind, address, organisation_id, map_x, map_y, source, opened_at)
values (:venue_id, :name, :kind, :address, :organisation_id, :map_x, :map_y, :source, :opened_at)

-- name: insert-amenities
insert into amenity (venue_id, kind, state, source) select :venue_id, *, :source from unnest(:kinds::text[], :states::text[])

-- name: list-venues
select v.id, v.name, v.kind, v.address, v.organisation_id, v.map_x, v.map_y, v.source,
       coalesce((select json_agg(json_build_object('kind', a.kind, 'state', a.state, 'checked_at', a.checked_at) order by a.kind)
                 from amenity a where a.venue_id = v.id), '[]')::text as amenities,
       (select json_build_object('from_day', n.from_day, 'hours', coalesce(
            (select json_agg(json_build_object('days', c.days, 'opens', c.opens, 'closes', c.closes)
                             order by c.days desc, c.opens)
             from schedule c where c.venue_id = v.id and c.from_day = n.from_day), '[]'))
        from schedule_version n where n.venue_id = v.id and n.from_day <= :today order by n.from_day desc limit 1)::text as schedule,
       coalesce((select json_agg(json_build_object('from_day', e.from_day, 'to_day', e.to_day, 'kind', e.kind,
                                                   'reason', e.reason, 'closes', e.closes) order by e.from_day)
                 from schedule_exception e where e.venue_id = v.id and e.to_day >= :today), '[]')::text as exceptions
from venue v
where (:one::uuid is null or v.id = :one) and v.name > :after order by v.name limit :limit

-- name: list-exceptions
select e.id, e.venue_id, e.from_day, e.to_day, e.kind, e.reason, e.closes from schedule_exception e
where e.to_day >= :start and e.from_day < :end and e.id > :after order by e.id limit :limit

-- name: lock-venue
select id, kind, organisation_id from venue where id = :venue_id for update

-- name: touch-venue
update venue set seq = seq + 1 where id = :venue_id returning seq

-- name: insert-schedule-version
insert into schedule_version (venue_id, from_day) values (:venue_id, :from_day) on conflict do nothing

-- name: drop-schedule
-- A schedule entered twice for the same first day: the later one is meant.
delete from schedule where venue_id = :venue_id and from_day = :from_day

-- name: insert-schedule
insert into schedule (venue_id, from_day, days, opens, closes)
select :venue_id, :from_day, * from unnest(:days::text[], :opens::time[], :closes::time[])

-- name: insert-exception
insert into schedule_exception (id, venue_id, from_day, to_day, kind, reason, closes, alert_id, made_at)
values (:id, :venue_id, :from_day, :to_day, :kind, :reason, :closes, :alert_id, :made_at)

-- name: relay-stations
select id from venue where kind = 'relay-station' order by id for update

-- name: insert-alert
insert into heat_alert (id, level, day, open_until, declared_at, source) values (:alert_id, :level, :day, :open_until, :declared_at, :source)

-- name: alert-of
select id, level, day, open_until from heat_alert where day = :day

-- name: see-amenity
update amenity set state = :state, checked_at = :checked_at, source = :source
where venue_id = :venue_id and kind = :kind and (checked_at is null or checked_at <= :checked_at)

-- name: amenity-exists
select exists (select from amenity where venue_id = :venue_id and kind = :kind)

-- name: keep-amenity-check
insert into amenity_check (venue_id, kind, state, checked_at, checked_by, source) values (:venue_id, :kind, :state, :checked_at, :checked_by, :source)

-- name: insert-visit
insert into visit (id, venue_id, organisation_id, category, people, visited_at, recorded_by)
values (:visit_id, :venue_id, :organisation_id, :category, :people, :visited_at, :recorded_by)

-- name: schedule-version-on
select max(from_day) from schedule_version where venue_id = :venue_id and from_day <= :day

-- name: schedule-of
select days, opens, closes from schedule where venue_id = :venue_id and from_day = :from_day

-- name: exceptions-on
select from_day, to_day, closes from schedule_exception where venue_id = :venue_id and :day between from_day and to_day
