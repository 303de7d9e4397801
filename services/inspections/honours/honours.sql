-- name: lock-establishment
select id, name from establishment where id = $1 for no key update

-- name: insert-award
insert into award (id, establishment_id, kind, state, proposed_at, ends_on, source) values ($1, $2, $3, 'proposed', $4, $5, $6)

-- name: lock-award
select id, establishment_id, kind, state, ends_on, source from award where id = $1 for update

-- name: grant-award
update award set state = 'granted', granted_at = $2, seq = seq + 1 where id = $1 returning seq

-- name: revoke-award
update award set state = 'revoked', seq = seq + 1 where id = $1 returning seq

-- name: suspend-awards
update award set state = 'suspended', sample_id = $2, seq = seq + 1 where establishment_id = $1 and state = 'granted'
returning id, seq

-- name: suspended-awards
select id, ends_on from award where establishment_id = $1 and state = 'suspended' order by id for update

-- name: release-award
update award set state = $2, sample_id = null, seq = seq + 1 where id = $1 returning seq

-- name: list-awards
select a.id, a.establishment_id, e.name as establishment_name, a.kind,
       case when a.state = 'granted' and a.ends_on < $2 then 'expired' else a.state end as state,
       a.proposed_at, a.granted_at, a.ends_on, a.source
from award a join establishment e on e.id = a.establishment_id
where ($1::uuid is null or a.establishment_id = $1) order by a.proposed_at desc, a.id limit 500

-- name: renew-pledges
update safety_pledge set state = 'renewed' where establishment_id = $1 and state = 'in-force'

-- name: insert-pledge
insert into safety_pledge (id, establishment_id, state, signed_at, ends_on, source) values ($1, $2, 'in-force', $3, $4, $5)

-- name: break-pledges
update safety_pledge set state = 'broken', broken_at = $2, sample_id = $3, version = $4, seq = seq + 1
where establishment_id = $1 and state = 'in-force' returning id, seq

-- name: list-pledges
select p.id, p.establishment_id, e.name as establishment_name,
       case when p.state = 'in-force' and p.ends_on < $2 then 'expired' else p.state end as state,
       p.signed_at, p.ends_on, p.broken_at, p.sample_id, p.version, p.source
from safety_pledge p join establishment e on e.id = p.establishment_id
where ($1::uuid is null or p.establishment_id = $1) order by p.signed_at desc, p.id limit 500

-- name: insert-campaign
insert into campaign (id, title, programme, organisation_id, starts_on, ends_on, source) values ($1, $2, $3, $4, $5, $6, $7)

-- name: insert-stall
insert into stall (id, campaign_id, title, kind, venue_id, source) values ($1, $2, $3, $4, $5, $6)

-- name: lock-stall
select s.id, s.kind, s.venue_id, c.id as campaign_id, c.programme, c.organisation_id, c.starts_on, c.ends_on
from stall s join campaign c on c.id = s.campaign_id where s.id = $1 for update of c

-- name: touch-campaign
update campaign set seq = seq + 1 where id = $1 returning seq

-- name: counted-before
select handed_out from tally where stall_id = $1 and day = $2 and material = $3

-- name: keep-tally
insert into tally (stall_id, day, material, handed_out, counted_by) values ($1, $2, $3, $4, $5)
on conflict (stall_id, day, material) do update set handed_out = excluded.handed_out, counted_by = excluded.counted_by

-- name: list-campaigns
select id, title, programme, organisation_id, starts_on, ends_on, source from campaign order by starts_on desc, id

-- name: list-stalls
select id, campaign_id, title, kind, venue_id, source from stall order by campaign_id, title

-- name: list-tallies
select stall_id, day, material, handed_out from tally order by stall_id, day, material

-- name: lock-staff
select id, establishment_id, on_duty from staff where id = $1 for update

-- name: list-staff
select s.id, s.establishment_id, e.name as establishment_name, p.name, s.on_duty, x.subject, x.outcome, x.taken_on, x.valid_until
from staff s
join establishment e on e.id = s.establishment_id
join person p on p.subject_ref = s.subject_ref
left join lateral (select subject, outcome, taken_on, valid_until from exam
                   where staff_id = s.id order by taken_on desc, id desc limit 1) x on true
order by e.name, s.id

-- name: expire-awards
update award set state = 'expired' where establishment_id = $1 and state = 'granted' and ends_on < $2

-- name: one-award
select establishment_id from award where id = $1

-- name: drop-award
update award set state = 'revoked' where id = $1
