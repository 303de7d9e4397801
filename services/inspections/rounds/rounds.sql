-- name: pool-to-freeze
select e.id, e.name, e.risk_class, count(n.id)::integer as nominations
from establishment e left join nomination n on n.establishment_id = e.id and n.round_id = $1 and n.recorded_by <> 'public'
where e.standing = 'inspected'
group by e.id order by e.id

-- name: insert-pool
insert into pool (round_id, digest, frozen_at, votes_counted) values ($1, $2, $3, 'verified')

-- name: insert-pool-items
insert into pool_item (round_id, establishment_id, name, risk_class, weight, votes)
select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::integer[], $6::integer[])

-- name: insert-plan
insert into plan (round_id, places, floors, quotas, planned_at) values ($1, $2, $3, $4, $5)

-- name: insert-round
insert into round (id, title, programme, organisation_id, opens_at, closes_at, source, categories)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: lock-round
select id, title, programme, organisation_id, opens_at, closes_at, state, categories, seq from round where id = $1
for update

-- name: touch-round
update round set seq = seq + 1 where id = $1 returning seq

-- name: advance-round
update round set state = $2, seq = seq + 1 where id = $1 returning seq

-- name: reopen-round
update round set state = 'publishing', closed_at = null, closing_reason = null, seq = seq + 1 where id = $1 and state = 'closed' returning seq

-- name: close-round
update round set state = 'closed', closed_at = $2, closing_reason = $3, seq = seq + 1 where id = $1
returning seq,
    (select count(*) from nomination where round_id = $1 and recorded_by <> 'public') as nominations,
    (select count(*) from nomination where round_id = $1 and recorded_by = 'public') as unverified

-- name: left-in-round
select (select count(*) from sample where round_id = $1 and state <> 'published') as unpublished,
       (select count(*) from disposal where round_id = $1 and state <> 'closed') as open_disposals,
       (select count(*) from drawn_place p where p.round_id = $1 and p.removed_at is null and not exists
           (select 1 from sample s where s.round_id = $1 and s.establishment_id = p.establishment_id and s.drawn))
           as unsampled

-- name: one-round
select id, title, programme, organisation_id, opens_at, closes_at, state, source from round where id = $1

-- name: list-rounds
select r.id, r.title, r.programme, r.organisation_id, r.opens_at, r.closes_at, r.state, r.source, r.categories,
       r.closing_reason,
       (select count(*) from nomination n where n.round_id = r.id and n.recorded_by <> 'public') as nominations,
       (select count(*) from nomination n where n.round_id = r.id and n.recorded_by = 'public') as unverified,
       (select count(*) from sample s where s.round_id = r.id) as samples,
       (select count(*) from sample s where s.round_id = r.id and s.state <> 'published') as samples_awaited,
       (select count(*) from disposal d where d.round_id = r.id and d.state <> 'closed') as open_disposals
from round r where r.id > $1 order by r.id limit $2

-- name: ranking
select n.establishment_id, e.name, count(*) filter (where n.recorded_by <> 'public') as nominations,
       count(*) filter (where n.recorded_by = 'public') as unverified
from nomination n join establishment e on e.id = n.establishment_id
where n.round_id = $1 group by n.establishment_id, e.name order by e.name

-- name: votes-by-category
-- Rounds from before categories were the round's own may hold other words: they count as 'other'.
select case when n.category = any (r.categories) then n.category else 'other' end as category, count(*) as votes
from nomination n join round r on r.id = n.round_id
where n.round_id = $1 and n.recorded_by <> 'public' group by 1 order by 1

-- name: needs-hand
select 'sample-awaits-analysis' as kind, count(*) as count from sample where state in ('taken', 'received')
union all select 'sample-awaits-verification', count(*) from sample where state = 'analysed'
union all select 'sample-awaits-publication', count(*) from sample where state = 'verified'
union all select 'correction-awaits-approval', count(*) from correction where state = 'requested'
union all select 'result-past-its-day', count(*) from sample where state in ('analysed', 'verified') and publish_due < $2
union all select 'disposal-open', count(*) from disposal where state <> 'closed'
union all select 'disposal-past-its-day', count(*) from disposal where state <> 'closed' and due_on < $2
union all select 'round-past-its-end', count(*) from round where state = 'collecting' and closes_at < $1
union all select 'draw-awaits-entropy', count(*) from draw where drawn_at is null and entropy_at < $1
