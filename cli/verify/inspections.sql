-- name: recount
with current_result as (
    select distinct on (sample_id) sample_id, verdict from result order by sample_id, version desc
)
select (n.nominated_at at time zone 'Asia/Shanghai')::date as day, r.programme, r.organisation_id::text as organisation,
       '' as venue, 'nominations' as metric, 1::bigint as value, null::uuid as subject
from nomination n join round r on r.id = n.round_id
union all
select (n.nominated_at at time zone 'Asia/Shanghai')::date, r.programme, r.organisation_id::text, '',
       'people_nominating', 1, n.subject_ref
from nomination n join round r on r.id = n.round_id
union all
select (s.taken_at at time zone 'Asia/Shanghai')::date, r.programme, r.organisation_id::text,
       coalesce(s.venue_id::text, ''), 'samples', 1, null
from sample s join round r on r.id = s.round_id
union all
select (s.taken_at at time zone 'Asia/Shanghai')::date, r.programme, r.organisation_id::text,
       coalesce(s.venue_id::text, ''), c.verdict, 1, null
from sample s join round r on r.id = s.round_id join current_result c on c.sample_id = s.id

-- name: published-as-verified
select id::text from sample s
where (state = 'published') <> exists (select 1 from result where sample_id = s.id)

-- name: versions-without-gap
select sample_id::text from result group by sample_id having max(version) <> count(*)
