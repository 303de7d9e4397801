-- name: search-fund
select f.id, f.title as name, case when f.closed_at is null then 'open' else 'closed' end as state, f.closed_at is not null as ended,
       f.purpose as detail, null::text as number, f.opened_at as at, f.found_by
from fund f where :organisation::uuid is null or f.organisation_id = :organisation

-- name: search-project
-- An organisation's people find what it opened and what it claimed a part of.
select p.id, p.title as name, null::text as state, p.claimed_fen >= p.need_fen as ended, null::text as detail, null::text as number,
       p.opened_at as at, p.found_by
from project p where :organisation::uuid is null or p.organisation_id = :organisation
   or exists (select from claim c where c.project_id = p.id and c.organisation_id = :organisation)

-- name: search-agreement
select a.id, a.title as name, a.state, a.state in ('ended', 'terminated') as ended, null::text as detail, null::text as number,
       a.drafted_at as at, a.found_by
from agreement a where :organisation::uuid is null
   or exists (select from party p where p.agreement_id = a.id and p.organisation_id = :organisation)

-- name: search-case
-- The number is all that is shown: who is in it stands in its file.
select c.id, c.number as name, c.state, c.state in ('paid', 'rejected', 'expired') as ended, c.neighbourhood as detail, c.number,
       c.opened_at as at, null::tsvector as found_by
from relief_case c where :organisation::uuid is null
