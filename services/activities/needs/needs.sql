-- name: insert-need
insert into need (id, title, category, organisation_id, requester_ref, raised_at, raised_by, source)
values (:need_id, :title, :category, :organisation_id, :requester_ref, :raised_at, :raised_by, :source)

-- name: lock-need
select id, category, organisation_id, matched_organisation_id, state, raised_at from need where id = :need_id for update

-- name: move-need
update need set state = :state, matched_organisation_id = :matched_organisation_id, seq = seq + 1 where id = :need_id returning seq

-- name: insert-step
insert into need_step (need_id, number, state, note, moved_at, moved_by) values (:need_id, :number, :state, :note, :moved_at, :moved_by)

-- name: list-needs
select n.id, n.title, n.category, n.organisation_id, n.matched_organisation_id, n.state, n.raised_at, n.source,
       coalesce((select json_agg(json_build_object('state', s.state, 'note', s.note, 'moved_at', s.moved_at) order by s.number)
                 from need_step s where s.need_id = n.id), '[]')::text as steps
from need n where (:one::uuid is null or n.id = :one) and n.id > :after order by n.id limit :limit
