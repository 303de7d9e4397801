-- name: figure-rows
-- Every row that a figure of this room counts. The figures' page lists them and `jiayuan verify` adds them up, so this is
-- the other count of contracts/figures.yaml: it shares nothing with services/engagement/fold.py.
with current_result as (
    select distinct on (sample_id) sample_id, verdict from result order by sample_id, version desc
),
counted as (
    select m.metric, 'round/' || r.id as aggregate, n.nominated_at as at, r.programme, r.organisation_id,
           null::uuid as venue_id, 1 as value, n.subject_ref
    from nomination n join round r on r.id = n.round_id
    cross join (values ('nominations'), ('people_nominating')) m (metric)
    -- Verified votes, and every vote from before votes were verified.
    where n.counted
    union all
    select 'samples', 'sample/' || s.id, s.taken_at, r.programme, r.organisation_id, s.venue_id, 1, null
    from sample s join round r on r.id = s.round_id
    union all
    select m.metric, 'sample/' || s.id, s.taken_at, r.programme, r.organisation_id, s.venue_id, 1, null
    from sample s join round r on r.id = s.round_id join current_result c on c.sample_id = s.id
    join (values ('qualified'), ('unqualified')) m (metric) on m.metric = c.verdict
    union all
    select 'disposals_opened', 'sample/' || s.id, d.opened_at, r.programme, r.organisation_id, s.venue_id, 1, null
    from disposal d join sample s on s.id = d.sample_id join round r on r.id = d.round_id
    union all
    select 'disposals_closed', 'sample/' || s.id, d.closed_at, r.programme, r.organisation_id, s.venue_id, 1, null
    from disposal d join sample s on s.id = d.sample_id join round r on r.id = d.round_id where d.state = 'closed'
    union all
    -- A stall's day begins at midnight in Shanghai.
    select 'handed_out', 'campaign/' || c.id, t.day::timestamp at time zone 'Asia/Shanghai', c.programme,
           c.organisation_id, s.venue_id, t.handed_out, null
    from tally t join stall s on s.id = t.stall_id join campaign c on c.id = s.campaign_id
)
select metric, aggregate, at, (at at time zone 'Asia/Shanghai')::date as day, programme, organisation_id as organisation,
       venue_id as venue, value, subject_ref as subject
from counted
