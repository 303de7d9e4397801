-- name: insert-need
insert into need (id, title, category, organisation_id, requester_ref, raised_at, raised_by, source)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: lock-need
select id, category, organisation_id, matched_organisation_id, state, raised_at, seq from need where id = $1 for update

-- name: move-need
update need set state = $2, matched_organisation_id = $3, seq = seq + 1 where id = $1 returning seq

-- name: insert-step
insert into need_step (need_id, number, state, note, moved_at, moved_by) values ($1, $2, $3, $4, $5, $6)

-- name: list-needs
select n.id, n.title, n.category, n.organisation_id, n.matched_organisation_id, n.state, n.raised_at, n.source,
       coalesce((select json_agg(json_build_object('state', s.state, 'note', s.note, 'moved_at', s.moved_at) order by s.number)
                 from need_step s where s.need_id = n.id), '[]')::text as steps
from need n where n.id > $1 order by n.id limit $2
