-- name: insert-award
insert into award (id, establishment_id, kind, state, proposed_at, ends_on, source) values (:award_id, :establishment_id, :kind, 'proposed', :proposed_at, :ends_on, :source)

-- name: lock-award
select id, establishment_id, kind, state, ends_on, source from award where id = :id for update

-- name: grant-award
update award set state = 'granted', granted_at = :granted_at, seq = seq + 1 where id = :award_id returning seq

-- name: revoke-award
update award set state = 'revoked', seq = seq + 1 where id = :award_id returning seq

-- name: suspend-awards
update award set state = 'suspended', sample_id = :sample_id, seq = seq + 1 where establishment_id = :establishment_id and state = 'granted'
returning id, seq

-- name: suspended-awards
select id, establishment_id, kind, state, ends_on, source from award
where establishment_id = :establishment_id and state = 'suspended' order by id for update

-- name: release-award
update award set state = :state, sample_id = null, seq = seq + 1 where id = :id returning seq

-- name: list-awards
select a.id, a.establishment_id, e.name as establishment_name, a.kind,
       case when a.state = 'granted' and a.ends_on < :today then 'expired' else a.state end as state,
       a.proposed_at, a.granted_at, a.ends_on, a.source
from award a join establishment e on e.id = a.establishment_id
where (:establishment_id::uuid is null or a.establishment_id = :establishment_id) order by a.proposed_at desc, a.id limit 500

-- name: renew-pledges
update safety_pledge set state = 'renewed' where establishment_id = :establishment_id and state = 'in-force'

-- name: insert-pledge
insert into safety_pledge (id, establishment_id, state, signed_at, ends_on, source) values (:pledge_id, :establishment_id, 'in-force', :signed_at, :ends_on, :source)

-- name: break-pledges
update safety_pledge set state = 'broken', broken_at = :broken_at, sample_id = :sample_id, version = :version, seq = seq + 1
where establishment_id = :establishment_id and state = 'in-force' returning id, seq

-- name: list-pledges
select p.id, p.establishment_id, e.name as establishment_name,
       case when p.state = 'in-force' and p.ends_on < :today then 'expired' else p.state end as state,
       p.signed_at, p.ends_on, p.broken_at, p.sample_id, p.version, p.source
from safety_pledge p join establishment e on e.id = p.establishment_id
where (:establishment_id::uuid is null or p.establishment_id = :establishment_id) order by p.signed_at desc, p.id limit 500

-- name: insert-campaign
insert into campaign (id, title, programme, organisation_id, starts_on, ends_on, source) values (:campaign_id, :title, :programme, :organisation_id, :starts_on, :ends_on, :source)

-- name: insert-stall
insert into stall (id, campaign_id, title, kind, venue_id, source) values (:stall_id, :campaign_id, :title, :kind, :venue_id, :source)

-- name: lock-stall
select s.id, s.venue_id, c.id as campaign_id, c.programme, c.organisation_id, c.starts_on, c.ends_on
from stall s join campaign c on c.id = s.campaign_id where s.id = :id for update of c

-- name: touch-campaign
update campaign set seq = seq + 1 where id = :campaign_id returning seq

-- name: counted-before
select handed_out from tally where stall_id = :stall_id and day = :day and material = :material

-- name: keep-tally
insert into tally (stall_id, day, material, handed_out, counted_by) values (:stall_id, :day, :material, :handed_out, :counted_by)
on conflict (stall_id, day, material) do update set handed_out = excluded.handed_out, counted_by = excluded.counted_by

-- name: list-campaigns
select id, title, programme, organisation_id, starts_on, ends_on, source from campaign order by starts_on desc, id

-- name: list-stalls
select id, campaign_id, title, kind, venue_id, source from stall order by campaign_id, title

-- name: list-tallies
select stall_id, day, material, handed_out from tally order by stall_id, day, material

-- name: list-staff
select s.id, s.establishment_id, e.name as establishment_name, p.name, s.on_duty, x.subject, x.outcome, x.taken_on, x.valid_until
from staff s
join establishment e on e.id = s.establishment_id
join person p on p.subject_ref = s.subject_ref
left join lateral (select subject, outcome, taken_on, valid_until from exam
                   where staff_id = s.id order by taken_on desc, id desc limit 1) x on true
order by e.name, s.id

-- name: expire-awards
update award set state = 'expired' where establishment_id = :establishment_id and state = 'granted' and ends_on < :today

-- name: one-award
select establishment_id from award where id = :award_id

-- name: drop-award
update award set state = 'revoked' where id = :award_id
