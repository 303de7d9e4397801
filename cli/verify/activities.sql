-- name: recount
-- Every countable fact of activities as a row: when, where, what, how much, and who for distinct people.
with placed as (
    select r.*, s.starts_at, a.programme, a.organisation_id, s.venue_id
    from registration r
    join session s on s.id = r.session_id
    join activity a on a.id = s.activity_id
)
select (registered_at at time zone 'Asia/Shanghai')::date as day, programme, organisation_id::text as organisation,
       venue_id::text as venue, 'registrations' as metric, 1::bigint as value, null::uuid as subject
from placed
union all
select (registered_at at time zone 'Asia/Shanghai')::date, programme, organisation_id::text, venue_id::text,
       'people_registered', 1, subject_ref
from placed
union all
select (cancelled_at at time zone 'Asia/Shanghai')::date, programme, organisation_id::text, venue_id::text,
       'cancellations', 1, null
from placed where state = 'cancelled'
union all
select (starts_at at time zone 'Asia/Shanghai')::date, programme, organisation_id::text, venue_id::text,
       'expected', 1, null
from placed where state = 'confirmed'
union all
select (starts_at at time zone 'Asia/Shanghai')::date, programme, organisation_id::text, venue_id::text,
       'attended', 1, null
from placed where scanned_at is not null
union all
select (starts_at at time zone 'Asia/Shanghai')::date, programme, organisation_id::text, venue_id::text,
       'people_attended', 1, subject_ref
from placed where scanned_at is not null

-- name: seats-sold-as-registered
select s.id::text from session s
where s.confirmed <> (select count(*) from registration r where r.session_id = s.id and r.state = 'confirmed')
   or s.confirmed > s.capacity

-- name: one-seat-a-person
select session_id::text from registration where state = 'confirmed' group by session_id, subject_ref having count(*) > 1
