-- name: insert-organisation
insert into organisation (id, name, kind, source, registered_at) values ($1, $2, $3, $4, $5)

-- name: insert-venue
insert into venue (id, name, kind, address, organisation_id, source, opened_at) values ($1, $2, $3, $4, $5, $6, $7)

-- name: insert-amenities
insert into amenity (venue_id, kind, state) select $1, * from unnest($2::text[], $3::text[])

-- name: insert-activity
insert into activity (id, title, programme, mode, organisation_id, source) values ($1, $2, $3, $4, $5, $6)

-- name: lock-activity
select id, title, programme, mode, organisation_id, source, state, seq from activity where id = $1 for update

-- name: publish-activity
update activity set state = 'published', published_at = $2, seq = seq + 1 where id = $1 returning seq

-- name: insert-session
insert into session (id, activity_id, venue_id, starts_at, ends_at, capacity, source)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: session-for-command
select s.id, s.activity_id, s.venue_id, s.starts_at, s.ends_at, a.organisation_id, a.programme, a.state as activity_state
from session s join activity a on a.id = s.activity_id
where s.id = $1

-- name: take-seat
-- I-1: the condition and the change are one statement; whoever comes second sees the seat gone.
update session set confirmed = confirmed + 1, seq = seq + 1
where id = $1 and confirmed < capacity
returning seq, capacity - confirmed as seats_left

-- name: free-seat
update session set confirmed = confirmed - 1, seq = seq + 1 where id = $1 returning seq, capacity - confirmed as seats_left

-- name: touch-session
update session set seq = seq + 1 where id = $1 returning seq

-- name: insert-registration
insert into registration (id, session_id, subject_ref, channel, recorded_by, registered_at)
values ($1, $2, $3, $4, $5, $6)

-- name: session-of-registration
select session_id from registration where id = $1

-- name: lock-session
-- The aggregate's row first, always: register waits for it too, so the two cannot deadlock.
select id from session where id = $1 for update

-- name: registration-for-command
select r.id, r.session_id, r.subject_ref, r.state, r.registered_at, r.scanned_at,
       s.activity_id, s.venue_id, s.starts_at, s.ends_at, a.organisation_id, a.programme
from registration r join session s on s.id = r.session_id join activity a on a.id = s.activity_id
where r.id = $1
for update of r

-- name: cancel-registration
update registration set state = 'cancelled', cancelled_at = $2 where id = $1

-- name: check-in-registration
update registration set scanned_at = $2 where id = $1

-- name: list-organisations
select id, name, kind, source from organisation where name > $1 order by name limit $2

-- name: list-venues
select v.id, v.name, v.kind, v.address, v.organisation_id, v.source,
       coalesce(json_agg(json_build_object('kind', a.kind, 'state', a.state) order by a.kind)
                filter (where a.kind is not null), '[]')::text as amenities
from venue v left join amenity a on a.venue_id = v.id
where v.name > $1 group by v.id order by v.name limit $2

-- name: list-activities
select id, title, programme, mode, organisation_id, state, published_at, source from activity
where id > $1 order by id limit $2

-- name: one-activity
select id, title, programme, mode, organisation_id, state, published_at, source from activity where id = $1

-- name: list-sessions
select s.id, s.activity_id, a.title, a.programme, a.state as activity_state, s.venue_id, v.name as venue_name,
       a.organisation_id, s.starts_at, s.ends_at, s.capacity, s.confirmed, s.source
from session s join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
where s.starts_at >= $1 and s.starts_at < $2 and (s.starts_at, s.id) > ($3, $4)
order by s.starts_at, s.id limit $5

-- name: one-session
select s.id, s.activity_id, a.title, a.programme, a.state as activity_state, s.venue_id, v.name as venue_name,
       a.organisation_id, s.starts_at, s.ends_at, s.capacity, s.confirmed, s.source
from session s join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
where s.id = $1

-- name: list-registrations
select r.id, r.subject_ref, p.name, r.channel, r.state, r.registered_at, r.cancelled_at, r.scanned_at
from registration r join person p on p.subject_ref = r.subject_ref
where r.session_id = $1 and r.id > $2 order by r.id limit $3

-- name: needs-hand
select 'session-nearly-full' as kind, count(*) as count from session
where starts_at > $1 and confirmed >= capacity * 0.9
union all
select 'draft-with-sessions', count(distinct a.id) from activity a join session s on s.activity_id = a.id
where a.state = 'draft' and s.starts_at > $1
