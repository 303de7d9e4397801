-- Of each kind of thing: whose it is, and the aggregates whose events are its history (kernel/history.py).

-- name: history-of-activity
select organisation_id as owner,
       array['activity/' || id] || array(select 'session/' || s.id from session s where s.activity_id = activity.id) as aggregates
from activity where id = :thing_id

-- name: history-of-session
select v.organisation_id as owner, array['session/' || s.id] as aggregates
from session s join venue v on v.id = s.venue_id where s.id = :thing_id

-- name: history-of-venue
select organisation_id as owner, array['venue/' || id] as aggregates from venue where id = :thing_id

-- name: history-of-organisation
select id as owner, array['organisation/' || id] as aggregates from organisation where id = :thing_id

-- name: history-of-need
select null::uuid as owner, array['need/' || id] as aggregates from need where id = :thing_id
