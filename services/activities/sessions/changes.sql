-- name: edit-activity
update activity set title = :title, mode = :mode, programme = :programme, seq = seq + (state = 'published')::int where id = :activity_id returning seq

-- name: replan-sessions
-- Who took a seat by the old programme is seen afterwards, who comes after reads the new one.
update session set plan = plan + 1 where activity_id = :activity_id

-- name: programme-is-counted
select exists (select from registration r join session s on s.id = r.session_id where s.activity_id = :activity_id)
    or exists (select from waiting w join session s on s.id = w.session_id where s.activity_id = :activity_id)

-- name: take-turns
select pg_advisory_xact_lock(hashtext('activities: many seats at once'))

-- name: insert-change
insert into session_change (session_id, kind, reason, changed_at, changed_by, venue_id, starts_at, ends_at, capacity, online_capacity)
select id, :kind, :reason, :changed_at, :changed_by, venue_id, starts_at, ends_at, capacity, online_capacity
from session where id = :session_id

-- name: list-changes
select c.kind, c.reason, c.changed_at, c.changed_by, c.venue_id, v.name as venue_name, c.starts_at, c.ends_at, c.capacity, c.online_capacity
from session_change c join venue v on v.id = c.venue_id where c.session_id = :session_id order by c.id desc limit 200

-- name: edit-session
update session set capacity = :capacity, online_capacity = :online_capacity, seq = seq + 1 where id = :session_id returning seq

-- name: people-of-session
select count(*) filter (where state = 'confirmed') as registered, count(*) filter (where scanned_at is not null) as attended,
       count(*) filter (where state = 'confirmed' and expected) as expected
from registration where session_id = :session_id

-- name: move-session
update session set venue_id = :venue_id, starts_at = :starts_at, ends_at = :ends_at, despite = coalesce(:despite, despite),
       plan = plan + 1, seq = seq + 1
where id = :session_id returning seq

-- name: keep-venue-of-registrations
-- Where a registration was counted stays: the session's earlier venue is written once, and the recount reads it.
update registration set registered_venue = coalesce(registered_venue, :venue_id),
       cancelled_venue = case when state = 'cancelled' then coalesce(cancelled_venue, :venue_id) end
where session_id = :session_id

-- name: keep-venue-of-line
update waiting set joined_venue = coalesce(joined_venue, :venue_id) where session_id = :session_id

-- name: move-registrations
update registration set during = tstzrange(:starts_at, :ends_at), conflict = true where session_id = :session_id and state = 'confirmed'

-- name: settle-registrations
update registration set conflict = false where session_id = :session_id and state = 'confirmed' and conflict

-- name: registrations-to-settle
select id from registration where session_id = :session_id and state = 'confirmed' and conflict order by id

-- name: settle-registration
update registration set conflict = false where id = :registration_id

-- name: cancel-session
update session set cancelled_at = :now, confirmed = 0, online_confirmed = 0, plan = plan + 1, seq = seq + 1
where id = :session_id returning seq

-- name: end-session
update session set ended_at = :now, plan = plan + 1, seq = seq + 1,
       confirmed = confirmed - :called_off_on_site, online_confirmed = online_confirmed - :called_off_online
where id = :session_id returning seq

-- name: call-off-registrations
update registration set state = 'called-off', conflict = false where session_id = :session_id and state = 'confirmed' and scanned_at is null
returning pool, expected

-- name: call-off-line
update waiting set state = 'called-off', left_at = :now where session_id = :session_id and state = 'waiting'
