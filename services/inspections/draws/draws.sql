-- name: pool-items
select establishment_id, name, risk_class, weight, votes from pool_item where round_id = :round_id order by establishment_id

-- name: one-pool
select digest, frozen_at, votes_counted from pool where round_id = :round_id

-- name: one-plan
select places, floors, quotas, planned_at from plan where round_id = :round_id

-- name: insert-commitment
insert into draw (round_id, commitment, nonce, entropy_source, entropy_at, committed_at) values (:round_id, :commitment, :nonce, :entropy_source, :entropy_at, :committed_at)

-- name: one-draw
select commitment, nonce, entropy_source, entropy_at, committed_at, entropy, seed, drawn_at from draw where round_id = :round_id

-- name: record-draw
update draw set entropy = :entropy, seed = :seed, drawn_at = :drawn_at where round_id = :round_id

-- name: insert-drawn-places
insert into drawn_place (round_id, establishment_id, position, drawn_at)
select :round_id, establishment_id, position, :drawn_at from unnest(:establishment_ids::uuid[], :positions::integer[]) as p(establishment_id, position)

-- name: drawn-places
select p.establishment_id, i.name, i.risk_class, p.position, p.drawn_at, p.removed_at, p.removal_reason, p.replaced_by,
       exists (select 1 from sample s where s.round_id = p.round_id and s.establishment_id = p.establishment_id
               and s.drawn) as sampled
from drawn_place p join pool_item i using (round_id, establishment_id)
where p.round_id = :round_id order by p.position

-- name: remove-drawn-place
update drawn_place set removed_at = :removed_at, removal_reason = :removal_reason, replaced_by = :replaced_by where round_id = :round_id and establishment_id = :establishment_id

-- name: list-inspectors
select i.id, i.account, i.name, i.active,
       array(select c.establishment_id from inspector_conflict c where c.inspector_id = i.id) as conflicts
from inspector i order by i.id

-- name: inspectors-for
select i.id, exists (select 1 from inspector_conflict c where c.inspector_id = i.id and c.establishment_id = :establishment_id) as excluded
from inspector i where i.active order by i.id

-- name: insert-assignment
insert into assignment (round_id, establishment_id, candidates, excluded, selected, assigned_at)
values (:round_id, :establishment_id, :candidates, :excluded, :selected, :assigned_at)

-- name: assignments-of
select establishment_id, candidates, excluded, selected from assignment where round_id = :round_id order by establishment_id

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
where i.account = :account and r.state in ('drawn', 'sampling')
order by p.round_id, p.position

-- name: laboratories-in-force
select id from laboratory where in_force_from <= :on_day and (in_force_to is null or in_force_to >= :on_day) and id <> :first_laboratory_id
order by id

-- name: draw-retest
update retest set entropy = :entropy, candidates = :candidates, laboratory_id = :laboratory_id, drawn_at = :drawn_at where sample_id = :sample_id
