-- name: insert-project
insert into project (id, title, programme, organisation_id, need_fen, opened_at, source)
values (:project_id, :title, :programme, :organisation_id, :need_fen, :opened_at, :source)

-- name: lock-project
-- The aggregate's row first, always: claims, withdrawals and fulfilments of one project take turns.
select id, programme from project where id = :project_id for update

-- name: take-need
-- RULE-32: the condition and the change are one statement; the second of two callers sees the need taken.
update project set claimed_fen = claimed_fen + :amount_fen, seq = seq + 1
where id = :project_id and claimed_fen + :amount_fen <= need_fen
returning seq, need_fen - claimed_fen as left_fen

-- name: free-need
update project set claimed_fen = claimed_fen - :amount_fen, seq = seq + 1 where id = :project_id
returning seq, need_fen - claimed_fen as left_fen

-- name: touch-project
update project set seq = seq + 1 where id = :id returning seq, need_fen - claimed_fen as left_fen

-- name: insert-claim
insert into claim (id, project_id, organisation_id, amount_fen, claimed_at, recorded_by, line_id, quantity, due_on)
values (:claim_id, :project_id, :organisation_id, :amount_fen, :claimed_at, :recorded_by, :line_id, :quantity, :due_on)

-- name: project-of-claim
select project_id from claim where id = :claim_id

-- name: claim-for-command
select id, organisation_id, amount_fen, state, claimed_at, line_id, quantity, due_on from claim where id = :claim_id for update

-- name: settle-claim
update claim set state = :state, settled_at = :settled_at where id = :claim_id

-- name: list-projects
select id, title, programme, organisation_id, need_fen, claimed_fen, opened_at, source from project
where (:one::uuid is null or id = :one)
  and (:before::uuid is null or (opened_at, id) < (select b.opened_at, b.id from project b where b.id = :before))
order by opened_at desc, id desc limit :limit

-- name: project-exists
select true from project where id = :id

-- name: claims-of
select id, project_id, organisation_id, amount_fen, state, claimed_at, settled_at, line_id, quantity, due_on from claim
where project_id = any(:project_id::uuid[]) order by project_id, id

-- name: insert-lines
insert into project_line (id, project_id, place, title, unit, needed, unit_fen)
select id, :project_id, place, title, unit, needed, unit_fen
from unnest(:ids::uuid[], :titles::text[], :units::text[], :needed::bigint[], :unit_fen::bigint[]) with ordinality
     as l (id, title, unit, needed, unit_fen, place)

-- name: line-of-project
select unit_fen from project_line where id = :line_id and project_id = :project_id

-- name: take-line
-- RULE-32: as `take-need`, by line.
update project_line set claimed = claimed + :quantity where id = :line_id and claimed + :quantity <= needed returning id

-- name: free-line
update project_line set claimed = claimed - :quantity where id = :line_id

-- name: lines-of
select id as line_id, project_id, title, unit, needed, claimed, unit_fen from project_line
where project_id = any(:project_id::uuid[]) order by project_id, place

-- name: lapsed-claims
select id from claim where state = 'accepted' and due_on < :due order by id limit 100
