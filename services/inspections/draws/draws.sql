-- name: pool-items
select establishment_id, name, risk_class, weight, votes from pool_item where round_id = $1 order by establishment_id

-- name: one-pool
select digest, frozen_at, votes_counted from pool where round_id = $1

-- name: one-plan
select places, floors, quotas, planned_at from plan where round_id = $1

-- name: insert-commitment
insert into draw (round_id, commitment, nonce, entropy_source, entropy_at, committed_at) values ($1, $2, $3, $4, $5, $6)

-- name: one-draw
select commitment, nonce, entropy_source, entropy_at, committed_at, entropy, seed, drawn_at from draw where round_id = $1

-- name: record-draw
update draw set entropy = $2, seed = $3, drawn_at = $4 where round_id = $1

-- name: insert-drawn-places
insert into drawn_place (round_id, establishment_id, position, drawn_at)
select $1, establishment_id, position, $4 from unnest($2::uuid[], $3::integer[]) as p(establishment_id, position)

-- name: drawn-places
select p.establishment_id, i.name, i.risk_class, p.position, p.drawn_at, p.removed_at, p.removal_reason, p.replaced_by,
       exists (select 1 from sample s where s.round_id = p.round_id and s.establishment_id = p.establishment_id
               and s.drawn) as sampled
from drawn_place p join pool_item i using (round_id, establishment_id)
where p.round_id = $1 order by p.position

-- name: remove-drawn-place
update drawn_place set removed_at = $3, removal_reason = $4, replaced_by = $5 where round_id = $1 and establishment_id = $2

-- name: list-inspectors
select i.id, i.account, i.name, i.active,
       array(select c.establishment_id from inspector_conflict c where c.inspector_id = i.id) as conflicts
from inspector i order by i.id

-- name: inspectors-for
select i.id, exists (select 1 from inspector_conflict c where c.inspector_id = i.id and c.establishment_id = $1) as excluded
from inspector i where i.active order by i.id

-- name: insert-assignment
insert into assignment (round_id, establishment_id, candidates, excluded, selected, assigned_at)
values ($1, $2, $3, $4, $5, $6)

-- name: assignments-of
select establishment_id, candidates, excluded, selected from assignment where round_id = $1 order by establishment_id

-- name: places-of-account
select p.round_id, r.title as round_title, r.state as round_state, p.establishment_id, e.name as establishment_name,
       e.risk_class, p.position,
       exists (select 1 from sample s where s.round_id = p.round_id and s.establishment_id = p.establishment_id
               and s.drawn) as sampled
from assignment a
join inspector i on i.id = any(a.selected)
join drawn_place p on p.round_id = a.round_id and p.establishment_id = a.establishment_id and p.removed_at is null
join round r on r.id = p.round_id
join establishment e on e.id = p.establishment_id
where i.account = $1 and r.state in ('drawn', 'sampling')
order by p.round_id, p.position

-- name: laboratories-in-force
select id from laboratory where in_force_from <= $1 and (in_force_to is null or in_force_to >= $1) and id <> $2
order by id

-- name: draw-retest
update retest set entropy = $2, candidates = $3, laboratory_id = $4, drawn_at = $5 where sample_id = $1
