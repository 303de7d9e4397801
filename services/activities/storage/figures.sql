-- name: figure-rows
with placed as (
    select r.*, s.starts_at, a.programme, a.organisation_id, s.venue_id, 'session/' || s.id as aggregate
    from registration r join session s on s.id = r.session_id join activity a on a.id = s.activity_id
),
told as (
    select aggregate, registered_at as at, programme, organisation_id, venue_id, 1 as value, subject_ref, m.metric
    from placed cross join (values ('registrations'), ('people_registered')) m (metric)
    union all
    select aggregate, cancelled_at, programme, organisation_id, venue_id, 1, null, 'cancellations'
    from placed where state = 'cancelled'
    union all
    select aggregate, starts_at, programme, organisation_id, venue_id, 1, null, 'expected'
    from placed where state = 'confirmed'
    union all
    select aggregate, starts_at, programme, organisation_id, venue_id, 1, subject_ref, m.metric
    from placed cross join (values ('attended'), ('people_attended')) m (metric) where scanned_at is not null
    union all
    select 'session/' || s.id, w.joined_at, a.programme, a.organisation_id, s.venue_id, 1, null, 'waitlisted'
    from waiting w join session s on s.id = w.session_id join activity a on a.id = s.activity_id
    union all
    select p.aggregate, f.received_at, p.programme, p.organisation_id, p.venue_id,
           case m.metric when 'feedbacks' then 1 else f.rating end, null, m.metric
    from feedback f join placed p on p.id = f.registration_id
    cross join (values ('feedbacks'), ('rating_points')) m (metric)
    union all
    select 'venue/' || venue_id, visited_at, 'relay-station', organisation_id, venue_id, people, null, 'visits' from visit
    union all
    select 'need/' || n.id, s.moved_at, 'needs', n.organisation_id, null, 1, null, 'needs_' || s.state
    from need_step s join need n on n.id = s.need_id where s.state in ('raised', 'resolved', 'reopened')
)
select aggregate, at, (at at time zone 'Asia/Shanghai')::date as day, programme, organisation_id as organisation,
       venue_id as venue, value, subject_ref as subject
from told where metric = $1
