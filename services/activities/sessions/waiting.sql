-- name: next-place
update session set last_place = last_place + 1, seq = seq + 1 where id = $1 returning last_place, seq

-- name: join-line
insert into waiting (id, session_id, pool, subject_ref, place, channel, recorded_by, joined_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: has-seat
select exists (select from registration where session_id = $1 and subject_ref = $2 and state = 'confirmed')

-- name: next-in-line
-- RULE-4: the earliest place among those who could come; a person who is elsewhere then keeps the place and is passed over.
select w.id, w.subject_ref, w.channel, w.recorded_by from waiting w join session s on s.id = w.session_id
where w.session_id = $1 and w.pool = $2 and w.state = 'waiting' and w.id <> all($3::uuid[])
  and not exists (select from registration r where r.subject_ref = w.subject_ref and r.state = 'confirmed'
                  and r.during && tstzrange(s.starts_at, s.ends_at))
order by w.place limit 1 for update of w

-- name: leave-line
update waiting set state = $2, left_at = $3 where id = $1 and state = 'waiting'

-- name: waiting-for-command
select w.id, w.session_id, w.pool, w.subject_ref, w.state, w.recorded_by from waiting w where w.id = $1 for update

-- name: session-of-waiting
select session_id from waiting where id = $1

-- name: list-waiting
select w.id, w.subject_ref, p.name, w.pool, w.place, w.state, w.joined_at, w.left_at
from waiting w join person p on p.subject_ref = w.subject_ref
where w.session_id = $1 and w.place > $2 order by w.place limit $3
