-- name: search-activity
select a.id, a.title as name, a.state, false as ended, o.name as detail, null::text as number, a.published_at as at, a.found_by
from activity a join organisation o on o.id = a.organisation_id
where :organisation::uuid is null or a.organisation_id = :organisation
   or exists (select from session s join venue v on v.id = s.venue_id
              where s.activity_id = a.id and v.organisation_id = :organisation)

-- name: search-session
select s.id, a.title as name, case when s.cancelled_at is not null then 'cancelled' when coalesce(s.ended_at, s.ends_at) <= :now::timestamptz then 'ended' when s.starts_at <= :now then 'running' else 'coming' end as state,
       s.cancelled_at is not null or coalesce(s.ended_at, s.ends_at) <= :now as ended, v.name as detail, null::text as number, s.starts_at as at, a.found_by
from session s join activity a on a.id = s.activity_id join venue v on v.id = s.venue_id
where :organisation::uuid is null or v.organisation_id = :organisation

-- name: search-venue
select v.id, v.name, null::text as state, false as ended, v.address as detail, null::text as number, v.opened_at as at, v.found_by
from venue v where :organisation::uuid is null or v.organisation_id = :organisation

-- name: search-organisation
select o.id, o.name, o.kind as state, false as ended, null::text as detail, null::text as number, null::timestamptz as at, o.found_by
from organisation o where :organisation::uuid is null or o.id = :organisation

-- name: search-need
select n.id, n.title as name, n.state, n.state = 'resolved' as ended, o.name as detail, null::text as number, n.raised_at as at, n.found_by
from need n left join organisation o on o.id = n.organisation_id
where :organisation::uuid is null or n.organisation_id = :organisation

-- name: search-person
-- An organisation's people find only those who registered for a session at one of its venues.
select p.subject_ref as id, p.name, null::text as state, false as ended, null::text as detail, right(p.phone, 4) as number,
       null::timestamptz as at, p.found_by
from person p where p.erased_at is null and (:organisation::uuid is null or exists (
    select from registration r join session s on s.id = r.session_id join venue v on v.id = s.venue_id
    where r.subject_ref = p.subject_ref and v.organisation_id = :organisation))
