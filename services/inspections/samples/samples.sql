-- name: accounts-of-place
select array(select i.account from assignment a join inspector i on i.id = any(a.selected)
             where a.round_id = $1 and a.establishment_id = $2) as assigned,
       array(select i.account from inspector_conflict c join inspector i on i.id = c.inspector_id
             where c.establishment_id = $2) as conflicted

-- name: insert-sample
insert into sample (id, round_id, establishment_id, venue_id, category, taken_at, taken_by, drawn)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: is-drawn
select exists (select 1 from drawn_place where round_id = $1 and establishment_id = $2 and removed_at is null)

-- name: lock-sample
select s.id, s.round_id, s.establishment_id, s.venue_id, s.category, s.taken_at, s.taken_by, s.state, s.found,
       s.analysed_by, s.publish_due, s.laboratory_id, r.programme, r.organisation_id
from sample s join round r on r.id = s.round_id
where s.id = $1
for update of s

-- name: receive-sample
update sample set state = 'received', laboratory_id = $2, received_at = $3, received_by = $4 where id = $1

-- name: analyse-sample
update sample set state = 'analysed', found = $2, analysed_by = $3, analysed_at = $4, publish_due = $5 where id = $1

-- name: verify-sample
update sample set state = 'verified', verified_by = $2, verified_at = $3 where id = $1

-- name: insert-returned
insert into returned_finding (sample_id, found, analysed_by, reason, returned_at, returned_by)
values ($1, $2, $3, $4, $5, $6)

-- name: return-sample
update sample set state = 'received', found = null, analysed_by = null, analysed_at = null, verified_by = null,
    verified_at = null
where id = $1

-- name: publish-sample
update sample set state = 'published', seq = seq + 1 where id = $1 returning seq

-- name: insert-result
insert into result (sample_id, version, verdict, reason, published_at, published_by, correction_id)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: newest-result
select version, verdict, published_at from result where sample_id = $1 order by version desc limit 1

-- name: list-samples
select s.id, s.round_id, s.establishment_id, e.name as establishment_name, s.category, s.taken_at, s.state, s.drawn,
       s.laboratory_id, s.publish_due, s.found,
       (select reason from returned_finding b where b.sample_id = s.id order by b.id desc limit 1) as returned
from sample s join establishment e on e.id = s.establishment_id
where s.id > $1 and ($3::text is null or s.state = $3) order by s.id limit $2

-- name: one-sample
select s.id, s.round_id, s.establishment_id, e.name as establishment_name, s.category, s.taken_at, s.state, s.drawn,
       s.laboratory_id, s.publish_due, s.found,
       (select reason from returned_finding b where b.sample_id = s.id order by b.id desc limit 1) as returned
from sample s join establishment e on e.id = s.establishment_id where s.id = $1

-- name: results-of
select sample_id, version, verdict, reason, published_at from result where sample_id = any($1::uuid[])
order by sample_id, version

-- name: published-samples
select s.id, s.round_id, s.establishment_id, e.name as establishment_name, s.category, s.taken_at, s.publish_due,
       max(r.published_at) as newest_at
from result r join sample s on s.id = r.sample_id join establishment e on e.id = s.establishment_id
where ($3::uuid is null or s.establishment_id = $3)
group by s.id, e.name having (max(r.published_at), s.id) < ($1, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
order by max(r.published_at) desc, s.id desc limit $2

-- name: list-laboratories
select id, name, in_force_from, in_force_to, source from laboratory order by name

-- name: insert-retest
insert into retest (sample_id, version, requested_at, entropy_source, entropy_at, first_laboratory_id)
values ($1, $2, $3, $4, $5, $6)

-- name: retest-of
select sample_id, version, requested_at, entropy_source, entropy_at, entropy, candidates, laboratory_id,
       first_laboratory_id, drawn_at, concluded_at, id, found
from retest where sample_id = $1

-- name: conclude-retest
update retest set concluded_at = $2 where sample_id = $1
