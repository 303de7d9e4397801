-- name: insert-correction
insert into correction (id, sample_id, version, verdict, reason, retest_id, note, dossier_id, requested_at, requested_by)
values (:correction_id, :sample_id, :version, :verdict, :reason, :retest_id, :note, :dossier_id, :requested_at, :requested_by)

-- name: is-being-corrected
select exists (select 1 from correction where sample_id = :sample_id and state = 'requested')

-- name: sample-of-correction
select sample_id from correction where id = :correction_id

-- name: lock-correction
select id, verdict, reason, retest_id, dossier_id, state, requested_by from correction where id = :id for update

-- name: decide-correction
update correction set state = :state, decided_at = :decided_at, decided_by = :decided_by where id = :correction_id

-- name: find-retest
update retest set found = :found, found_by = :found_by, found_at = :found_at where sample_id = :sample_id

-- name: list-corrections
select c.id, c.sample_id, e.name as establishment_name, c.version, c.verdict, c.reason, c.retest_id, c.note, c.dossier_id, c.state,
       c.requested_at, c.decided_at
from correction c join sample s on s.id = c.sample_id join establishment e on e.id = s.establishment_id
where c.id > :after and (:state::text is null or c.state = :state) order by c.id limit :limit
