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
union all
select (w.joined_at at time zone 'Asia/Shanghai')::date, a.programme, a.organisation_id::text, s.venue_id::text,
       'waitlisted', 1, null
from waiting w join session s on s.id = w.session_id join activity a on a.id = s.activity_id
union all
select (f.received_at at time zone 'Asia/Shanghai')::date, p.programme, p.organisation_id::text, p.venue_id::text,
       m.metric, case m.metric when 'feedbacks' then 1 else f.rating end, null
from feedback f join placed p on p.id = f.registration_id cross join (values ('feedbacks'), ('rating_points')) m (metric)
union all
select (visited_at at time zone 'Asia/Shanghai')::date, 'relay-station', organisation_id::text, venue_id::text,
       'visits', people, null
from visit
union all
select (s.moved_at at time zone 'Asia/Shanghai')::date, 'needs', coalesce(n.organisation_id::text, ''), '',
       'needs_' || s.state, 1, null
from need_step s join need n on n.id = s.need_id where s.state in ('raised', 'resolved', 'reopened')

-- name: seats-sold-as-registered
select s.id::text from session s
where s.confirmed <> (select count(*) from registration r
                      where r.session_id = s.id and r.state = 'confirmed' and r.pool = 'on-site')
   or s.online_confirmed <> (select count(*) from registration r
                             where r.session_id = s.id and r.state = 'confirmed' and r.pool = 'online')
   or s.confirmed > s.capacity or s.online_confirmed > s.online_capacity

-- name: one-seat-a-person
select session_id::text from registration where state = 'confirmed' group by session_id, subject_ref having count(*) > 1

-- name: nobody-in-two-places
select a.id::text from registration a join registration b
  on b.subject_ref = a.subject_ref and b.id > a.id and b.state = 'confirmed' and b.during && a.during
where a.state = 'confirmed'

-- name: nobody-waits-beside-a-free-seat
-- RULE-4: a person who waits while a seat of that pool is free is somewhere else at that time.
select w.id::text from waiting w join session s on s.id = w.session_id
where w.state = 'waiting' and s.ends_at > now()
  and case w.pool when 'online' then s.online_confirmed < s.online_capacity else s.confirmed < s.capacity end
  and not exists (select from registration r where r.subject_ref = w.subject_ref and r.state = 'confirmed'
                  and r.during && tstzrange(s.starts_at, s.ends_at))

-- name: called-in-order
-- RULE-4: no one was promoted before a person with a lower place who still waits and could come.
select p.id::text from waiting p join waiting w
  on w.session_id = p.session_id and w.pool = p.pool and w.place < p.place and w.state = 'waiting'
join session s on s.id = p.session_id
where p.state = 'promoted'
  and not exists (select from registration r where r.subject_ref = w.subject_ref
                  and r.during && tstzrange(s.starts_at, s.ends_at))

-- name: needs-stand-where-their-last-step-left-them
select n.id::text from need n
where n.state <> (select s.state from need_step s where s.need_id = n.id order by s.number desc limit 1)
   or n.seq <> (select count(*) from need_step s where s.need_id = n.id)
