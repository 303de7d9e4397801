-- name: accounts-of-place
select array(select i.account from assignment a join inspector i on i.id = any(a.selected)
             where a.round_id = :round_id and a.establishment_id = :establishment_id) as assigned,
       array(select i.account from inspector_conflict c join inspector i on i.id = c.inspector_id
             where c.establishment_id = :establishment_id) as conflicted

-- name: insert-sample
insert into sample (id, round_id, establishment_id, venue_id, category, taken_at, taken_by, drawn)
values (:sample_id, :round_id, :establishment_id, :venue_id, :category, :taken_at, :taken_by, :drawn)

-- name: is-drawn
select exists (select 1 from drawn_place where round_id = :round_id and establishment_id = :establishment_id and removed_at is null)

-- name: lock-sample
select s.id, s.round_id, s.establishment_id, s.venue_id, s.taken_at, s.state, s.found, s.dossier_id, s.analysed_by, s.publish_due,
       s.laboratory_id, r.programme, r.organisation_id
from sample s join round r on r.id = s.round_id
where s.id = :id
for update of s

-- name: receive-sample
update sample set state = 'received', laboratory_id = :laboratory_id, received_at = :received_at, received_by = :received_by where id = :sample_id

-- name: analyse-sample
update sample set state = 'analysed', found = :found, dossier_id = :dossier_id, analysed_by = :analysed_by, analysed_at = :analysed_at, publish_due = :publish_due where id = :sample_id

-- name: verify-sample
update sample set state = 'verified', verified_by = :verified_by, verified_at = :verified_at where id = :sample_id

-- name: insert-returned
insert into returned_finding (sample_id, found, dossier_id, analysed_by, reason, returned_at, returned_by)
values (:sample_id, :found, :dossier_id, :analysed_by, :reason, :returned_at, :returned_by)

-- name: return-sample
update sample set state = 'received', found = null, dossier_id = null, analysed_by = null, analysed_at = null, verified_by = null,
    verified_at = null
where id = :sample_id

-- name: publish-sample
update sample set state = 'published', seq = seq + 1 where id = :sample_id returning seq

-- name: insert-result
insert into result (sample_id, version, verdict, reason, published_at, published_by, correction_id, dossier_id)
values (:sample_id, :version, :verdict, :reason, :published_at, :published_by, :correction_id, :dossier_id)

-- name: newest-result
select version, verdict, published_at, dossier_id from result where sample_id = :sample_id order by version desc limit 1

-- name: list-samples
select s.id, s.round_id, s.establishment_id, e.name as establishment_name, s.category, s.taken_at, s.state, s.drawn,
       s.laboratory_id, s.publish_due, s.found, s.dossier_id, b.reason as returned, b.dossier_id as returned_dossier_id
from sample s join establishment e on e.id = s.establishment_id
left join lateral (select reason, dossier_id from returned_finding where sample_id = s.id order by id desc limit 1) b on true
where s.id > :after and (:state::text is null or s.state = :state) order by s.id limit :limit

-- name: one-sample
select s.id, s.round_id, s.establishment_id, e.name as establishment_name, s.category, s.taken_at, s.state, s.drawn,
       s.laboratory_id, s.publish_due, s.found, s.dossier_id, b.reason as returned, b.dossier_id as returned_dossier_id
from sample s join establishment e on e.id = s.establishment_id
left join lateral (select reason, dossier_id from returned_finding where sample_id = s.id order by id desc limit 1) b on true
where s.id = :sample_id

-- name: results-of
select sample_id, version, verdict, reason, published_at, dossier_id from result where sample_id = any(:sample_id::uuid[])
order by sample_id, version

-- name: published-samples
select s.id, s.round_id, s.establishment_id, e.name as establishment_name, s.category, s.taken_at, s.publish_due,
       max(r.published_at) as newest_at
from result r join sample s on s.id = r.sample_id join establishment e on e.id = s.establishment_id
where (:establishment_id::uuid is null or s.establishment_id = :establishment_id)
group by s.id, e.name having (max(r.published_at), s.id) < (:until, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
order by max(r.published_at) desc, s.id desc limit :limit

-- name: list-laboratories
select id, name, in_force_from, in_force_to, source from laboratory order by name

-- name: insert-retest
insert into retest (sample_id, version, requested_at, entropy_source, entropy_at, first_laboratory_id)
values (:sample_id, :version, :requested_at, :entropy_source, :entropy_at, :first_laboratory_id)

-- name: retest-of
select sample_id, version, requested_at, entropy_source, entropy_at, entropy, candidates, laboratory_id,
       first_laboratory_id, drawn_at, concluded_at, id, found
from retest where sample_id = :sample_id

-- name: conclude-retest
update retest set concluded_at = :concluded_at where sample_id = :sample_id
