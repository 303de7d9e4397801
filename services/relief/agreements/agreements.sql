-- name: insert-agreement
insert into agreement (id, title, source, drafted_at, starts_on, ends_on, version, renews)
values (:agreement_id, :title, :source, :drafted_at, :starts_on, :ends_on, :version, :renews)

-- name: insert-parties
insert into party (agreement_id, organisation_id, place) select :agreement_id, * from unnest(:organisation_ids::uuid[]) with ordinality

-- name: lock-agreement
select id, state, version, ends_on from agreement where id = :agreement_id for update

-- name: parties-of
select agreement_id, organisation_id, signed_at from party where agreement_id = any(:agreement_id::uuid[])
order by agreement_id, place

-- name: sign-party
update party set signed_at = :signed_at, recorded_by = :recorded_by where agreement_id = :agreement_id and organisation_id = :organisation_id

-- name: touch-agreement
update agreement set seq = seq + 1 where id = :agreement_id returning seq

-- name: activate-agreement
update agreement set state = 'active', activated_at = :activated_at, seq = seq + 1 where id = :agreement_id returning seq

-- name: list-agreements
select id, title, source, state, drafted_at, activated_at, starts_on, ends_on, version, renews, ended_at, end_reason
from agreement
where (:one::uuid is null or id = :one)
  and (:before::uuid is null or (drafted_at, id) < (select b.drafted_at, b.id from agreement b where b.id = :before))
  and (:organisation_id::uuid is null or exists (select 1 from party p where p.agreement_id = agreement.id and p.organisation_id = :organisation_id))
order by drafted_at desc, id desc limit :limit

-- name: agreement-exists
select true from agreement
where id = :id
  and (:organisation_id::uuid is null or exists (select 1 from party p where p.agreement_id = agreement.id and p.organisation_id = :organisation_id))

-- name: end-agreement
update agreement set state = :state, ended_at = :ended_at, end_reason = :end_reason, seq = seq + 1 where id = :agreement_id returning seq

-- name: over-agreements
select id from agreement where state = 'active' and ends_on < :due order by id limit 100

-- name: expiring-agreements
-- In force, ending by the day given, and no next version is drafted.
select a.id, a.title, a.ends_on, a.ends_on - :today::date as days_left,
       array(select organisation_id from party p where p.agreement_id = a.id order by place) as organisation_ids,
       exists (select 1 from agreement r where r.renews = a.id) as renewed
from agreement a where a.state = 'active' and a.ends_on <= :until order by a.ends_on, a.id
