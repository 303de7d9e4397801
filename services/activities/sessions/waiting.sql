-- name: next-place
update session set last_place = last_place + 1, seq = seq + 1 where id = :session_id returning last_place, seq

-- name: join-line
insert into waiting (id, session_id, pool, subject_ref, place, channel, recorded_by, joined_at)
values (:entry_id, :session_id, :pool, :subject_ref, :place, :channel, :recorded_by, :joined_at)

-- name: has-seat
select exists (select from registration where session_id = :session_id and subject_ref = :subject_ref and state = 'confirmed')

-- name: next-in-line
-- RULE-4: the earliest place among those who could come; a person who is elsewhere then keeps the place and is passed over.
select w.id, w.subject_ref, w.channel, w.recorded_by from waiting w join session s on s.id = w.session_id
where w.session_id = :session_id and w.pool = :pool and w.state = 'waiting' and w.id <> all(:passed_over::uuid[])
  and not exists (select from registration r where r.subject_ref = w.subject_ref and r.state = 'confirmed'
                  and r.during && tstzrange(s.starts_at, s.ends_at))
order by w.place limit 1 for update of w

-- name: leave-line
update waiting set state = :state, left_at = :left_at where id = :entry_id and state = 'waiting'

-- name: waiting-for-command
select id, pool, subject_ref, state, recorded_by from waiting where id = :entry_id for update

-- name: session-of-waiting
select session_id from waiting where id = :entry_id

-- name: list-waiting
select w.id, w.subject_ref, p.name, w.pool, w.place, w.state, w.joined_at, w.left_at
from waiting w join person p on p.subject_ref = w.subject_ref
where w.session_id = :session_id and w.place > :after order by w.place limit :limit
