-- name: insert-establishment
insert into establishment (id, name, kind, venue_id, organisation_id, risk_class, source, registered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: insert-round
insert into round (id, title, programme, organisation_id, opens_at, closes_at, source) values ($1, $2, $3, $4, $5, $6, $7)

-- name: lock-round
select id, title, programme, organisation_id, opens_at, closes_at, state, seq from round where id = $1 for update

-- name: touch-round
update round set seq = seq + 1 where id = $1 returning seq

-- name: close-round
update round set state = 'closed', closed_at = $2, seq = seq + 1 where id = $1
returning seq, (select count(*) from nomination where round_id = $1) as nominations

-- name: nomination-of
select id, establishment_id, category, nominated_at from nomination where round_id = $1 and subject_ref = $2

-- name: insert-nomination
insert into nomination (id, round_id, subject_ref, establishment_id, category, nominated_at, recorded_by)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: replace-nomination
update nomination set establishment_id = $2, category = $3, nominated_at = $4, recorded_by = $5 where id = $1

-- name: one-establishment
select id, name, kind, venue_id, organisation_id, risk_class, source from establishment where id = $1

-- name: one-round
select id, title, programme, organisation_id, opens_at, closes_at, state, source from round where id = $1

-- name: insert-sample
insert into sample (id, round_id, establishment_id, venue_id, category, taken_at, taken_by)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: lock-sample
select s.id, s.round_id, s.establishment_id, s.venue_id, s.category, s.taken_at, s.taken_by, s.state, s.found,
       s.analysed_by, r.programme, r.organisation_id
from sample s join round r on r.id = s.round_id
where s.id = $1
for update of s

-- name: analyse-sample
update sample set state = 'analysed', found = $2, analysed_by = $3 where id = $1

-- name: publish-sample
update sample set state = 'published', seq = seq + 1 where id = $1 returning seq

-- name: insert-result
insert into result (sample_id, version, verdict, reason, published_at, published_by) values ($1, $2, $3, $4, $5, $6)

-- name: newest-result
select version, verdict, published_at from result where sample_id = $1 order by version desc limit 1

-- name: list-establishments
select id, name, kind, venue_id, organisation_id, risk_class, source from establishment
where name > $1 order by name limit $2

-- name: list-rounds
select r.id, r.title, r.programme, r.organisation_id, r.opens_at, r.closes_at, r.state, r.source,
       (select count(*) from nomination n where n.round_id = r.id) as nominations
from round r where r.id > $1 order by r.id limit $2

-- name: list-samples
select s.id, s.round_id, s.establishment_id, e.name as establishment_name, s.category, s.taken_at, s.state
from sample s join establishment e on e.id = s.establishment_id
where s.id > $1 order by s.id limit $2

-- name: one-sample
select s.id, s.round_id, s.establishment_id, e.name as establishment_name, s.category, s.taken_at, s.state
from sample s join establishment e on e.id = s.establishment_id where s.id = $1

-- name: results-of
select sample_id, version, verdict, reason, published_at from result where sample_id = any($1::uuid[])
order by sample_id, version

-- name: needs-hand
select 'sample-awaits-analysis' as kind, count(*) as count from sample where state = 'taken'
union all select 'sample-awaits-verification', count(*) from sample where state = 'analysed'
union all select 'round-past-its-end', count(*) from round where state = 'open' and closes_at < $1
