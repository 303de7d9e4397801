-- name: figure-rows
-- Every row that a figure of this room counts. The figures' page lists them and `jiayuan verify` adds them up, so this is
-- the other count of contracts/figures.yaml: it shares nothing with services/engagement/fold.py.
with placed as (
    select r.*, s.starts_at, a.programme, a.organisation_id, s.venue_id, 'session/' || s.id as aggregate
    from registration r join session s on s.id = r.session_id join activity a on a.id = s.activity_id
),
counted as (
    -- At the venue that the event named: a session may be moved afterwards (ACT-27).
    select m.metric, aggregate, registered_at as at, programme, organisation_id, coalesce(registered_venue, venue_id) as venue_id,
           1 as value, subject_ref
    from placed cross join (values ('registrations'), ('people_registered')) m (metric)
    union all
    select 'cancellations', aggregate, cancelled_at, programme, organisation_id, coalesce(cancelled_venue, venue_id), 1, null
    from placed where state = 'cancelled'
    union all
    select 'expected', aggregate, starts_at, programme, organisation_id, venue_id, 1, null
    from placed where state = 'confirmed' and expected
    union all
    select m.metric, aggregate, starts_at, programme, organisation_id, venue_id, 1, subject_ref
    from placed cross join (values ('attended'), ('people_attended')) m (metric) where scanned_at is not null
    union all
    select 'waitlisted', 'session/' || s.id, w.joined_at, a.programme, a.organisation_id, coalesce(w.joined_venue, s.venue_id), 1, null
    from waiting w join session s on s.id = w.session_id join activity a on a.id = s.activity_id
    union all
    select m.metric, p.aggregate, f.received_at, p.programme, p.organisation_id, p.venue_id,
           case m.metric when 'feedbacks' then 1 else f.rating end, null
    from feedback f join placed p on p.id = f.registration_id
    cross join (values ('feedbacks'), ('rating_points')) m (metric)
    union all
    select 'visits', 'venue/' || venue_id, visited_at, 'relay-station', organisation_id, venue_id, people, null from visit
    union all
    select m.metric, 'need/' || n.id, s.moved_at, 'needs', n.organisation_id, null, 1, null
    from need_step s join need n on n.id = s.need_id
    join (values ('raised', 'needs_raised'), ('resolved', 'needs_resolved'), ('reopened', 'needs_reopened'))
         m (state, metric) on m.state = s.state
)
select metric, aggregate, at, (at at time zone 'Asia/Shanghai')::date as day, programme, organisation_id as organisation,
       venue_id as venue, value, subject_ref as subject
from counted
