-- name: scan-outcome
select registration_id, scanned_at, first, reason from scan where id = :scan_id

-- name: insert-scan
insert into scan (id, session_id, registration_id, ticket, device, scanned_at, received_at, received_by, first, reason)
values (:scan_id, :session_id, :registration_id, :ticket, :device, :scanned_at, :received_at, :received_by, :first, :reason)
on conflict (id) do nothing returning id

-- name: registration-of-scan
select id from registration
where session_id = :session_id and (id = :registration_id or (:registration_id::uuid is null and ticket = :ticket))
order by state, id limit 1

-- name: device-that-checked-in
select device from scan where registration_id = :registration_id and first order by received_at desc limit 1

-- name: scan-for-command
select id, registration_id, scanned_at, reason, settlement from scan where id = :scan_id and session_id = :session_id for update

-- name: settle-scan
update scan set settlement = :settlement, settled_at = :settled_at, settled_by = :settled_by where id = :scan_id

-- name: open-conflicts
select c.id, c.registration_id, p.name, c.ticket, c.device, c.scanned_at, c.received_at, c.reason,
       r.state = 'confirmed' as may_check_in, r.scanned_at as checked_in_at
from scan c left join registration r on r.id = c.registration_id left join person p on p.subject_ref = r.subject_ref
where c.session_id = :session_id and c.reason is not null and c.settlement is null and c.id > :after
order by c.id limit :limit
