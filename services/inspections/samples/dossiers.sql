-- name: insert-dossier
insert into dossier (id, sample_id, recorded_at, recorded_by) values (:dossier_id, :sample_id, :recorded_at, :recorded_by)

-- name: insert-tested-item
insert into tested_item (dossier_id, place, item, method, value, unit, "limit", verdict)
values (:dossier_id, :place, :item, :method, :value, :unit, :limit, :verdict)

-- name: tested-items-of
select dossier_id, item, method, value, unit, "limit", verdict from tested_item
where dossier_id = any(:dossier_ids::uuid[]) order by dossier_id, place
