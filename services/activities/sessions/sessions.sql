-- name: insert-activity
insert into activity (id, title, programme, mode, organisation_id, source) values (:activity_id, :title, :programme, :mode, :organisation_id, :source)

-- name: lock-activity
select id, title, programme, mode, organisation_id, state, published_at, source from activity where id = :activity_id
for update

-- name: publish-activity
update activity set state = 'published', published_at = :published_at, seq = seq + 1 where id = :activity_id returning seq

-- name: insert-session
insert into session (id, activity_id, venue_id, starts_at, ends_at, capacity, online_capacity, source, despite)
values (:session_id, :activity_id, :venue_id, :starts_at, :ends_at, :capacity, :online_capacity, :source, :despite)

-- name: hold-activity
-- Its programme stays as it is until the new session is there to be seen.
select id, title, programme, mode, organisation_id, state, published_at, source from activity where id = :activity_id
for share

-- name: venue-is-taken
select exists (select from session where venue_id = :venue_id and starts_at < :ends_at and coalesce(ended_at, ends_at) > :starts_at
               and cancelled_at is null and id is distinct from :other_than::uuid)

-- name: session-for-command
select s.id, s.activity_id, s.venue_id, s.starts_at, s.ends_at, a.organisation_id, a.programme, a.state as activity_state,
       v.organisation_id as venue_organisation_id, s.capacity, s.confirmed, s.online_capacity, s.online_confirmed,
       s.plan, s.begun_at, s.cancelled_at, s.ended_at
from session s join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
where s.id = :session_id

-- name: lock-session
-- The aggregate's row first, always: register waits for it too, so the two cannot deadlock. In a statement of its own: one that
-- joined the venue and had to wait would show the place of before a move.
select id from session where id = :session_id for update

-- name: take-seat
-- RULE-1: the condition and the change are one statement; the second of two callers sees the seat gone. Of a session that was
-- moved or cancelled since it was read, none is taken (ACT-27).
update session set confirmed = confirmed + 1, seq = seq + 1
where id = :session_id and confirmed < capacity
  and plan = :plan and cancelled_at is null
returning seq, capacity - confirmed as seats_left, begun_at is not null as begun

-- name: take-seat-online
-- The same for the other pool (ACT-13).
update session set online_confirmed = online_confirmed + 1, seq = seq + 1
where id = :session_id and online_confirmed < online_capacity
  and plan = :plan and cancelled_at is null
returning seq, online_capacity - online_confirmed as seats_left, begun_at is not null as begun

-- name: plan-of-session
select plan from session where id = :session_id

-- name: free-seat
update session set confirmed = confirmed - 1, seq = seq + 1 where id = :session_id returning seq, capacity - confirmed as seats_left

-- name: free-seat-online
update session set online_confirmed = online_confirmed - 1, seq = seq + 1
where id = :session_id returning seq, online_capacity - online_confirmed as seats_left

-- name: touch-session
update session set seq = seq + 1 where id = :session_id returning seq

-- name: insert-registration
insert into registration (id, session_id, subject_ref, channel, recorded_by, registered_at, pool, promoted, during, expected)
values (:registration_id, :session_id, :subject_ref, :channel, :recorded_by, :registered_at, :pool, :promoted, tstzrange(:during_from, :during_until), :expected)

-- name: session-of-registration
select session_id from registration where id = :registration_id

-- name: registration-for-command
select id, subject_ref, state, registered_at, scanned_at, checked_in_at, undone_at, pool, recorded_by, expected from registration
where id = :registration_id for update

-- name: cancel-registration
update registration set state = 'cancelled', cancelled_at = :cancelled_at where id = :registration_id

-- name: check-in-registration
update registration set scanned_at = :scanned_at, checked_in_at = :checked_in_at, expected = true where id = :registration_id

-- name: sessions-to-begin
select s.id from session s join activity a on a.id = s.activity_id
where s.begun_at is null and s.cancelled_at is null and s.ended_at is null and s.starts_at <= :now and a.state = 'published' order by s.starts_at limit :limit

-- name: begin-session
update session set begun_at = :now, seq = seq + 1
where id = :session_id and begun_at is null and cancelled_at is null and ended_at is null and starts_at <= :now returning seq

-- name: expect-registered
update registration set expected = true where session_id = :session_id and state = 'confirmed' and not expected

-- name: undo-check-in
-- Not where feedback was given already: feedback comes only from a person who came (ACT-8). Who was checked in before the
-- session began is expected only when it begins (ACT-25).
update registration r set scanned_at = null, checked_in_at = null, undone_at = :undone_at, expected = s.begun_at is not null
from session s
where r.id = :registration_id and s.id = r.session_id
  and not exists (select from feedback f where f.registration_id = r.id)
returning s.begun_at is null as not_begun

-- name: insert-feedback
insert into feedback (registration_id, rating, comment, received_at) values (:registration_id, :rating, :comment, :received_at)

-- name: list-activities
select id, title, programme, mode, organisation_id, state, published_at, source from activity
where id > :after order by id limit :limit

-- name: one-activity
select id, title, programme, mode, organisation_id, state, published_at, source from activity where id = :activity_id

-- name: list-sessions
select s.id, s.activity_id, a.title, a.programme, a.mode, a.state as activity_state, s.venue_id, v.name as venue_name,
       a.organisation_id, s.starts_at, s.ends_at, s.capacity, s.confirmed, s.online_capacity, s.online_confirmed,
       (select count(*) from waiting w where w.session_id = s.id and w.state = 'waiting') as waiting, s.source,
       case when s.cancelled_at is not null then 'cancelled' when s.ended_at is not null then 'ended'
            when s.begun_at is not null then 'begun' else 'planned' end as state
from session s join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
where s.starts_at >= :start and s.starts_at < :end and (s.starts_at, s.id) > (:since, :after) and (:organisation_id::uuid is null or v.organisation_id = :organisation_id)
  and (:cancelled or s.cancelled_at is null) and (:activity_id::uuid is null or s.activity_id = :activity_id)
order by s.starts_at, s.id limit :limit

-- name: one-session
select s.id, s.activity_id, a.title, a.programme, a.mode, a.state as activity_state, s.venue_id, v.name as venue_name,
       a.organisation_id, s.starts_at, s.ends_at, s.capacity, s.confirmed, s.online_capacity, s.online_confirmed,
       (select count(*) from waiting w where w.session_id = s.id and w.state = 'waiting') as waiting, s.source,
       case when s.cancelled_at is not null then 'cancelled' when s.ended_at is not null then 'ended'
            when s.begun_at is not null then 'begun' else 'planned' end as state
from session s join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
where s.id = :session_id

-- name: public-sessions
select s.id, a.title, a.programme, a.mode, v.name as venue_name, v.address, o.name as organisation_name,
       s.starts_at, s.ends_at, s.source,
       s.capacity - s.confirmed as seats_left, s.capacity, s.online_capacity - s.online_confirmed as online_left, s.online_capacity
from session s join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
join organisation o on o.id = a.organisation_id
where a.state = 'published' and s.ends_at > :now and s.starts_at < :until and s.cancelled_at is null and s.ended_at is null order by s.starts_at, s.id limit :limit

-- name: list-registrations
select r.id, r.subject_ref, p.name, r.channel, r.pool, r.promoted, r.state, r.registered_at, r.cancelled_at, r.scanned_at, r.ticket,
       r.conflict and r.state = 'confirmed' as conflict
from registration r join person p on p.subject_ref = r.subject_ref
where r.session_id = :session_id and r.id > :after order by r.id limit :limit

-- name: all-registrations
select p.name, r.channel, r.pool, r.promoted, r.state, r.registered_at, r.cancelled_at, r.scanned_at
from registration r join person p on p.subject_ref = r.subject_ref
where r.session_id = :session_id order by r.id

-- name: venue-organisation-of-session
select v.organisation_id from session s join venue v on v.id = s.venue_id where s.id = :session_id

-- name: needs-hand
select 'session-nearly-full' as kind, count(*) as count from session
where starts_at > :now and confirmed >= capacity * 0.9 and cancelled_at is null
union all
select 'draft-with-sessions', count(distinct a.id) from activity a join session s on s.activity_id = a.id
where a.state = 'draft' and s.starts_at > :now and s.cancelled_at is null
union all
select 'registration-conflict', count(*) from registration r join session s on s.id = r.session_id
where r.conflict and r.state = 'confirmed' and s.ends_at > :now
union all
select 'need-waits', count(*) from need where state in ('raised', 'reopened')
union all
select 'amenity-faulty', count(*) from amenity where state = 'faulty'
