-- name: search-establishment
select e.id, e.name, e.standing as state, false as ended, e.kind as detail, null::text as number, e.registered_at as at, e.found_by
from establishment e

-- name: search-round
select r.id, r.title as name, r.state, r.state = 'closed' as ended, null::text as detail, null::text as number, r.opens_at as at, r.found_by
from round r

-- name: search-sample
select s.id, e.name, s.state, s.state = 'published' as ended, s.category as detail, null::text as number, s.taken_at as at,
       null::tsvector as found_by
from sample s join establishment e on e.id = s.establishment_id

-- name: search-campaign
select c.id, c.title as name, null::text as state, c.ends_on < (:now::timestamptz at time zone 'Asia/Shanghai')::date as ended,
       null::text as detail, null::text as number, c.starts_on::timestamp at time zone 'Asia/Shanghai' as at, c.found_by
from campaign c
