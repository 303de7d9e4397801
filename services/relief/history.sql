-- Of each kind of thing: whose it is, and the aggregates whose events are its history (kernel/history.py).

-- name: history-of-fund
select organisation_id as owner, array['fund/' || id] as aggregates from fund where id = :thing_id

-- name: history-of-project
select organisation_id as owner, array['project/' || id] as aggregates from project where id = :thing_id

-- name: history-of-agreement
select null::uuid as owner, array['agreement/' || id] as aggregates from agreement where id = :thing_id
