-- name: insert-disposal
insert into disposal (id, sample_id, version, round_id, establishment_id, state, opened_at, due_on)
values (:disposal_id, :sample_id, :version, :round_id, :establishment_id, 'opened', :opened_at, :due_on)

-- name: lock-disposal
select d.id, d.sample_id, d.version, d.round_id, d.establishment_id, d.state, d.opened_at, s.venue_id, r.programme,
       r.organisation_id
from disposal d join sample s on s.id = d.sample_id join round r on r.id = d.round_id
where d.id = :id
for update of d

-- name: open-disposal-of
select id from disposal where sample_id = :sample_id and state <> 'closed'

-- name: step-disposal
update disposal set state = :state, due_on = :due_on, rechecked_at = coalesce(:rechecked_at, rechecked_at) where id = :disposal_id

-- name: close-disposal
update disposal set state = 'closed', due_on = null, closed_at = :closed_at, closing_reason = :closing_reason, seq = seq + 1 where id = :id
returning seq

-- name: open-disposals-of
select count(*) from disposal where establishment_id = :establishment_id and state <> 'closed'

-- name: list-disposals
select d.id, d.sample_id, d.version, d.round_id, d.establishment_id, e.name as establishment_name, d.state, d.opened_at,
       d.due_on, d.rechecked_at, d.closed_at, d.closing_reason
from disposal d join establishment e on e.id = d.establishment_id
where d.id > :after and (:establishment_id::uuid is null or d.establishment_id = :establishment_id) order by d.id limit :limit

-- name: samples-to-publish
-- What was sent back to the analyst is received again, and keeps its day.
select id, publish_due from sample
where state in ('received', 'analysed', 'verified') and publish_due is not null order by id for update

-- name: move-publish-due
update sample set publish_due = :publish_due where id = :id

-- name: disposals-under-way
select id, state, due_on from disposal where state <> 'closed' order by id for update

-- name: move-disposal-due
update disposal set due_on = :due_on where id = :id
