-- name: insert-correction
insert into correction (id, sample_id, version, verdict, reason, retest_id, note, requested_at, requested_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: is-being-corrected
select exists (select 1 from correction where sample_id = $1 and state = 'requested')

-- name: sample-of-correction
select sample_id from correction where id = $1

-- name: lock-correction
select id, sample_id, version, verdict, reason, retest_id, state, requested_by from correction where id = $1 for update

-- name: decide-correction
update correction set state = $2, decided_at = $3, decided_by = $4 where id = $1

-- name: find-retest
update retest set found = $2, found_by = $3, found_at = $4 where sample_id = $1

-- name: list-corrections
select c.id, c.sample_id, e.name as establishment_name, c.version, c.verdict, c.reason, c.retest_id, c.note, c.state,
       c.requested_at, c.decided_at
from correction c join sample s on s.id = c.sample_id join establishment e on e.id = s.establishment_id
where c.id > $1 and ($3::text is null or c.state = $3) order by c.id limit $2
