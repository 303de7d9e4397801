-- Of each kind of thing: whose it is, and the aggregates whose events are its history (kernel/history.py).

-- name: history-of-round
select organisation_id as owner, array['round/' || id] as aggregates from round where id = :thing_id

-- name: history-of-establishment
select organisation_id as owner,
       array['establishment/' || id]
       || array(select 'sample/' || s.id from sample s where s.establishment_id = establishment.id)
       || array(select 'disposal/' || d.id from disposal d where d.establishment_id = establishment.id)
       || array(select 'award/' || a.id from award a where a.establishment_id = establishment.id)
       || array(select 'safety-pledge/' || p.id from safety_pledge p where p.establishment_id = establishment.id) as aggregates
from establishment where id = :thing_id

-- name: history-of-sample
select r.organisation_id as owner,
       array['sample/' || s.id] || array(select 'disposal/' || d.id from disposal d where d.sample_id = s.id) as aggregates
from sample s join round r on r.id = s.round_id where s.id = :thing_id

-- name: history-of-campaign
select organisation_id as owner, array['campaign/' || id] as aggregates from campaign where id = :thing_id
