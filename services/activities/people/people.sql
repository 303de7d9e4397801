-- name: one-person
-- Of people who act for an organisation, only a person who was registered or waits at one of its venues.
select p.subject_ref, p.name, right(p.phone, 4) as phone_end,
       exists (select 1 from resident r where r.person_ref = p.subject_ref) as has_account
from person p
where p.subject_ref = :subject_ref and p.erased_at is null
  and (:organisation::uuid is null
       or exists (select 1 from registration r join session s on s.id = r.session_id join venue v on v.id = s.venue_id
                  where r.subject_ref = p.subject_ref and v.organisation_id = :organisation)
       or exists (select 1 from waiting w join session s on s.id = w.session_id join venue v on v.id = s.venue_id
                  where w.subject_ref = p.subject_ref and v.organisation_id = :organisation))

-- name: registrations-of-person
select r.id, r.session_id, a.title, v.name as venue_name, s.starts_at, s.ends_at, r.pool, r.channel, r.state, r.registered_at, r.scanned_at
from registration r join session s on s.id = r.session_id join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
join person p on p.subject_ref = r.subject_ref and p.erased_at is null
where r.subject_ref = :subject_ref and (:organisation::uuid is null or v.organisation_id = :organisation)
  and (:before::uuid is null
       or (s.starts_at, r.id) < (select b.starts_at, o.id from registration o join session b on b.id = o.session_id where o.id = :before))
order by s.starts_at desc, r.id desc limit :limit

-- name: waiting-of-person
select w.id, w.session_id, a.title, v.name as venue_name, s.starts_at, s.ends_at, w.pool, w.state, w.joined_at
from waiting w join session s on s.id = w.session_id join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
where w.subject_ref = :subject_ref and (:organisation::uuid is null or v.organisation_id = :organisation) and w.state = 'waiting'
order by s.starts_at, w.id
