-- name: insert-project
insert into project (id, title, programme, organisation_id, need_fen, opened_at, source)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: lock-project
-- The aggregate's row first, always: claims, withdrawals and fulfilments of one project take turns.
select id, programme from project where id = $1 for update

-- name: take-need
-- RULE-32: the condition and the change are one statement; the second of two callers sees the need taken.
update project set claimed_fen = claimed_fen + $2, seq = seq + 1
where id = $1 and claimed_fen + $2 <= need_fen
returning seq, need_fen - claimed_fen as left_fen

-- name: free-need
update project set claimed_fen = claimed_fen - $2, seq = seq + 1 where id = $1
returning seq, need_fen - claimed_fen as left_fen

-- name: touch-project
update project set seq = seq + 1 where id = $1 returning seq, need_fen - claimed_fen as left_fen

-- name: insert-claim
insert into claim (id, project_id, organisation_id, amount_fen, claimed_at, recorded_by, line_id, quantity, due_on)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: project-of-claim
select project_id from claim where id = $1

-- name: claim-for-command
select id, organisation_id, amount_fen, state, claimed_at, line_id, quantity, due_on from claim where id = $1 for update

-- name: settle-claim
update claim set state = $2, settled_at = $3 where id = $1

-- name: list-projects
select id, title, programme, organisation_id, need_fen, claimed_fen, opened_at, source from project
where $1::uuid is null or (opened_at, id) < (select b.opened_at, b.id from project b where b.id = $1)
order by opened_at desc, id desc limit $2

-- name: project-exists
select true from project where id = $1

-- name: claims-of
select id, project_id, organisation_id, amount_fen, state, claimed_at, settled_at, line_id, quantity, due_on from claim
where project_id = any($1::uuid[]) order by project_id, id

-- name: insert-lines
insert into project_line (id, project_id, place, title, unit, needed, unit_fen)
select id, $1, place, title, unit, needed, unit_fen
from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[]) with ordinality
     as l (id, title, unit, needed, unit_fen, place)

-- name: line-of-project
select id, unit_fen from project_line where id = $1 and project_id = $2

-- name: take-line
-- RULE-32: as `take-need`, by line.
update project_line set claimed = claimed + $2 where id = $1 and claimed + $2 <= needed returning id

-- name: free-line
update project_line set claimed = claimed - $2 where id = $1

-- name: lines-of
select id as line_id, project_id, title, unit, needed, claimed, unit_fen from project_line
where project_id = any($1::uuid[]) order by project_id, place

-- name: lapsed-claims
select id from claim where state = 'accepted' and due_on < $1 order by id limit 100
