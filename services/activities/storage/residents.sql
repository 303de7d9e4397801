-- name: subject-of-account
select subject_ref from resident where account = $1

-- name: hold-account
select subject_ref from resident where account = $1 for share

-- name: lock-account
-- Waits for what the account is registering now, so that `comes-yet` sees it.
select subject_ref from resident where account = $1 for update

-- name: bind-account
insert into resident (account, subject_ref) values ($1, $2)

-- name: own-registrations
select r.id, r.session_id, a.title, v.name as venue_name, s.starts_at, s.ends_at, r.pool, r.state, r.promoted,
       r.registered_at, r.scanned_at, f.rating
from registration r join session s on s.id = r.session_id join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
left join feedback f on f.registration_id = r.id
where r.subject_ref = $1 order by s.starts_at desc, r.id

-- name: own-waiting
select w.id, w.session_id, a.title, v.name as venue_name, s.starts_at, w.pool, w.state, w.joined_at,
       (select count(*) from waiting b where b.session_id = w.session_id and b.pool = w.pool and b.state = 'waiting'
                                         and b.place < w.place) as before
from waiting w join session s on s.id = w.session_id join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
where w.subject_ref = $1 order by w.joined_at desc

-- name: own-person
select name, phone from person where subject_ref = $1

-- name: own-comments
select f.rating, f.comment, f.received_at from feedback f join registration r on r.id = f.registration_id where r.subject_ref = $1

-- name: comes-yet
select exists (select from registration r join session s on s.id = r.session_id
               where r.subject_ref = $1 and r.state = 'confirmed' and s.ends_at > $2)
    or exists (select from waiting where subject_ref = $1 and state = 'waiting')

-- name: erase-person
-- The pseudonym stays, so that every count stays; what it stood for is gone, and a newcomer with the same number is new.
update person set name = '', phone = null, fingerprint = $2, erased_at = $3 where subject_ref = $1

-- name: erase-comments
update feedback set comment = null where registration_id in (select id from registration where subject_ref = $1)

-- name: own-needs
select id, title, category, state, raised_at from need where requester_ref = $1 order by raised_at desc, id

-- name: forget-requester
update need set requester_ref = null where requester_ref = $1

-- name: unbind-account
delete from resident where subject_ref = $1
