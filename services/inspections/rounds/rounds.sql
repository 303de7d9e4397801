-- name: pool-to-freeze
select e.id, e.name, e.risk_class, count(n.id)::integer as nominations
from establishment e left join nomination n on n.establishment_id = e.id and n.round_id = :round_id and n.recorded_by <> 'public'
where e.standing = 'inspected'
group by e.id order by e.id

-- name: insert-pool
insert into pool (round_id, digest, frozen_at, votes_counted) values (:round_id, :digest, :frozen_at, 'verified')

-- name: insert-pool-items
insert into pool_item (round_id, establishment_id, name, risk_class, weight, votes)
select :round_id, * from unnest(:ids::uuid[], :names::text[], :risk_classes::text[], :weights::integer[], :votes::integer[])

-- name: insert-plan
insert into plan (round_id, places, floors, quotas, planned_at) values (:round_id, :places, :floors, :quotas, :planned_at)

-- name: insert-round
insert into round (id, title, programme, organisation_id, opens_at, closes_at, source, categories)
values (:round_id, :title, :programme, :organisation_id, :opens_at, :closes_at, :source, :categories)

-- name: lock-round
select id, programme, organisation_id, opens_at, closes_at, state, categories from round where id = :id for update

-- name: touch-round
update round set seq = seq + 1 where id = :round_id returning seq

-- name: advance-round
update round set state = :state, seq = seq + 1 where id = :round_id returning seq

-- name: reopen-round
update round set state = 'publishing', closed_at = null, closing_reason = null, seq = seq + 1 where id = :round_id and state = 'closed' returning seq

-- name: close-round
update round set state = 'closed', closed_at = :closed_at, closing_reason = :closing_reason, seq = seq + 1 where id = :round_id
returning seq,
    (select count(*) from nomination where round_id = :round_id and recorded_by <> 'public') as nominations,
    (select count(*) from nomination where round_id = :round_id and recorded_by = 'public') as unverified

-- name: left-in-round
select (select count(*) from sample where round_id = :round_id and state <> 'published') as unpublished,
       (select count(*) from disposal where round_id = :round_id and state <> 'closed') as open_disposals,
       (select count(*) from drawn_place p where p.round_id = :round_id and p.removed_at is null and not exists
           (select 1 from sample s where s.round_id = :round_id and s.establishment_id = p.establishment_id and s.drawn))
           as unsampled

-- name: one-round
select id, title, programme, organisation_id, opens_at, closes_at, state, source from round where id = :round_id

-- name: list-rounds
select r.id, r.title, r.programme, r.organisation_id, r.opens_at, r.closes_at, r.state, r.source, r.categories,
       r.closing_reason, exists (select 1 from pool p where p.round_id = r.id) as frozen,
       (select count(*) from nomination n where n.round_id = r.id and n.recorded_by <> 'public') as nominations,
       (select count(*) from nomination n where n.round_id = r.id and n.recorded_by = 'public') as unverified,
       (select count(*) from sample s where s.round_id = r.id) as samples,
       (select count(*) from sample s where s.round_id = r.id and s.state <> 'published') as samples_awaited,
       (select count(*) from disposal d where d.round_id = r.id and d.state <> 'closed') as open_disposals
from round r where r.id > :after order by r.id limit :limit

-- name: ranking
select n.establishment_id, e.name, count(*) filter (where n.recorded_by <> 'public') as nominations,
       count(*) filter (where n.recorded_by = 'public') as unverified
from nomination n join establishment e on e.id = n.establishment_id
where n.round_id = :round_id group by n.establishment_id, e.name order by e.name

-- name: votes-by-category
-- Rounds from before categories were the round's own may hold other words: they count as 'other'.
select case when n.category = any (r.categories) then n.category else 'other' end as category, count(*) as votes
from nomination n join round r on r.id = n.round_id
where n.round_id = :round_id and n.recorded_by <> 'public' group by 1 order by 1

-- name: needs-hand
select 'sample-awaits-analysis' as kind, count(*) as count from sample where state in ('taken', 'received')
union all select 'sample-awaits-verification', count(*) from sample where state = 'analysed'
union all select 'sample-awaits-publication', count(*) from sample where state = 'verified'
union all select 'correction-awaits-approval', count(*) from correction where state = 'requested'
union all select 'result-past-its-day', count(*) from sample where state in ('analysed', 'verified') and publish_due < :today
union all select 'disposal-open', count(*) from disposal where state <> 'closed'
union all select 'disposal-past-its-day', count(*) from disposal where state <> 'closed' and due_on < :today
union all select 'round-past-its-end', count(*) from round where state = 'collecting' and closes_at < :now
union all select 'draw-awaits-entropy', count(*) from draw where drawn_at is null and entropy_at < :now
