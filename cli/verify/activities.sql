-- name: seats-sold-as-registered
select s.id::text from session s
where s.confirmed <> (select count(*) from registration r
                      where r.session_id = s.id and r.state = 'confirmed' and r.pool = 'on-site')
   or s.online_confirmed <> (select count(*) from registration r
                             where r.session_id = s.id and r.state = 'confirmed' and r.pool = 'online')
   or s.confirmed > s.capacity or s.online_confirmed > s.online_capacity

-- name: one-seat-a-person
select session_id::text from registration where state = 'confirmed' group by session_id, subject_ref having count(*) > 1

-- name: no-person-in-two-places
select a.id::text from registration a join registration b
  on b.subject_ref = a.subject_ref and b.id > a.id and b.state = 'confirmed' and b.during && a.during
where a.state = 'confirmed'

-- name: no-one-waits-beside-a-free-seat
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
