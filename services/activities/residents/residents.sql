-- name: account
select account, subject_ref, person_ref from resident where account = :account

-- name: hold-account
select account, subject_ref, person_ref from resident where account = :account for share

-- name: lock-account
-- Waits for what the account is registering now, so that `comes-yet` sees it.
select account, subject_ref, person_ref from resident where account = :account for update

-- name: insert-own-person
with made as (insert into person (subject_ref, fingerprint, name, phone, keyed) values (:subject_ref, :fingerprint, :name, :phone, true))
insert into resident (account, subject_ref, claimed) values (:account, :subject_ref, :claimed)
on conflict (account) do update set
    subject_ref = coalesce(resident.subject_ref, excluded.subject_ref),
    claimed = coalesce(resident.claimed, excluded.claimed)

-- name: is-of-account
-- Whether one of the fingerprints is of the person that the account claimed or was confirmed to be.
select exists (
    select from resident a left join person p on p.subject_ref = a.person_ref
    where a.account = :account and (a.claimed && :fingerprints::bytea[] or exists (
        select from person_identifier i where i.person = p.fingerprint and i.fingerprint = any(:fingerprints::bytea[])))
)

-- name: confirm-account
insert into resident (account, person_ref, confirmed_at, confirmed_by) values (:account, :person_ref, :confirmed_at, :confirmed_by)
on conflict (account) do update set person_ref = excluded.person_ref, confirmed_at = excluded.confirmed_at,
    confirmed_by = excluded.confirmed_by
where resident.person_ref is null returning account

-- name: confirmed-person
select person_ref from resident where account = :account for update

-- name: withdraw-confirmation
update resident set person_ref = null, confirmed_at = null, confirmed_by = null where account = :account

-- name: insert-link
insert into resident_link (account, person_ref, linked, reason, done_at, done_by) values (:account, :person_ref, :linked, :reason, :done_at, :done_by)

-- name: list-residents
-- For unconfirmed people with what they said themselves, to compare it with a document.
select r.account, coalesce(p.name, s.name) as name, right(coalesce(p.phone, s.phone), 4) as phone_end,
       r.confirmed_at, r.confirmed_by
from resident r left join person p on p.subject_ref = r.person_ref left join person s on s.subject_ref = r.subject_ref
where r.account > :after order by r.account limit :limit

-- name: held-as-resident
-- A confirmed person's seats under the account's own person, from before, and seats that a move left in conflict: one person
-- has one seat and is in one place.
select case when r.session_id = :session_id then 'already-registered' else 'overlapping-registration' end
from registration r
where (r.subject_ref in (select a.subject_ref from resident a where a.person_ref = :person_ref) or (r.subject_ref = :person_ref and r.conflict))
  and r.state = 'confirmed' and (r.session_id = :session_id or r.during && tstzrange(:starts_at, :ends_at))
order by r.session_id <> :session_id limit 1

-- name: own-registrations
select r.id, r.session_id, a.title, v.name as venue_name, s.starts_at, s.ends_at, r.pool, r.state, r.promoted,
       r.registered_at, r.scanned_at, r.ticket, f.rating
from registration r join session s on s.id = r.session_id join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
left join feedback f on f.registration_id = r.id
where r.subject_ref = :person_ref or (r.subject_ref = :own_ref and r.recorded_by = :account) order by s.starts_at desc, r.id

-- name: own-waiting
select w.id, w.session_id, a.title, v.name as venue_name, s.starts_at, w.pool, w.state, w.joined_at,
       (select count(*) from waiting b where b.session_id = w.session_id and b.pool = w.pool and b.state = 'waiting'
                                         and b.place < w.place) as before
from waiting w join session s on s.id = w.session_id join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
where w.subject_ref = :person_ref or (w.subject_ref = :own_ref and w.recorded_by = :account) order by w.joined_at desc

-- name: own-person
select name, phone from person where subject_ref = :subject_ref

-- name: own-comments
select f.rating, f.comment, f.received_at from feedback f join registration r on r.id = f.registration_id
where r.subject_ref = :person_ref or (r.subject_ref = :own_ref and r.recorded_by = :account)

-- name: comes-yet
select exists (select from registration r join session s on s.id = r.session_id
               where r.subject_ref = :subject_ref and r.state = 'confirmed' and s.ends_at > :now)
    or exists (select from waiting where subject_ref = :subject_ref and state = 'waiting')

-- name: erase-person
-- The pseudonym stays, so that every count stays; what it stood for is gone, and a newcomer with the same number is new.
with gone as (delete from person_identifier i using person p where p.subject_ref = :subject_ref and i.person = p.fingerprint)
update person set name = '', phone = null, fingerprint = :fingerprint, erased_at = :erased_at where subject_ref = :subject_ref

-- name: erase-comments
update feedback set comment = null where registration_id in (select id from registration where subject_ref = :subject_ref)

-- name: own-needs
select id, title, category, state, raised_at from need where requester_ref = :requester_ref order by raised_at desc, id

-- name: forget-requester
update need set requester_ref = null where requester_ref = :requester_ref

-- name: unbind-account
delete from resident where account = :account

-- name: marks-of-person
-- Every fingerprint that leads to a person, their own first of all.
select array(select p.fingerprint from person p where p.subject_ref = :subject_ref
             union select i.fingerprint from person p join person_identifier i on i.person = p.fingerprint
             where p.subject_ref = :subject_ref)

-- name: subject-of-marks
select p.subject_ref from person p where p.fingerprint = any(:fingerprints::bytea[])
or p.fingerprint in (select person from person_identifier where fingerprint = any(:fingerprints::bytea[])) limit 1

-- name: lock-account-of
select account, subject_ref, person_ref from resident where person_ref = :person_ref for update

-- name: subjects-to-erase
-- The account's own person, the confirmed one, and rows from before two were found to be one.
select subject_ref from person where subject_ref = any(:subject_ref::uuid[]) or fingerprint = any(:fingerprints::bytea[]) order by subject_ref

-- name: insert-erasure
insert into erasure (id, account, asked_at, asked_by, reason, marks, receipt) values (:erasure_id, :account, :asked_at, :asked_by, :reason, :marks, :receipt::jsonb)

-- name: open-erasures
select id, account, marks from erasure where done_at is null order by asked_at limit 20

-- name: finish-erasure
update erasure set receipt = receipt || :rooms::jsonb, done_at = :done_at, marks = '{}', account = null
where id = :erasure_id and done_at is null returning id

-- name: one-erasure
select id, asked_at, done_at, receipt from erasure where id = :erasure_id
