-- name: insert-agreement
insert into agreement (id, title, source, drafted_at, starts_on, ends_on, version, renews)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: insert-parties
insert into party (agreement_id, organisation_id, place) select $1, * from unnest($2::uuid[]) with ordinality

-- name: lock-agreement
select id, title, state, version, starts_on, ends_on from agreement where id = $1 for update

-- name: parties-of
select agreement_id, organisation_id, signed_at from party where agreement_id = any($1::uuid[])
order by agreement_id, place

-- name: sign-party
update party set signed_at = $3, recorded_by = $4 where agreement_id = $1 and organisation_id = $2

-- name: touch-agreement
update agreement set seq = seq + 1 where id = $1 returning seq

-- name: activate-agreement
update agreement set state = 'active', activated_at = $2, seq = seq + 1 where id = $1 returning seq

-- name: list-agreements
select id, title, source, state, drafted_at, activated_at, starts_on, ends_on, version, renews, ended_at, end_reason
from agreement
where ($1::uuid is null or (drafted_at, id) < (select b.drafted_at, b.id from agreement b where b.id = $1))
  and ($3::uuid is null or exists (select 1 from party p where p.agreement_id = agreement.id and p.organisation_id = $3))
order by drafted_at desc, id desc limit $2

-- name: agreement-exists
select true from agreement
where id = $1
  and ($2::uuid is null or exists (select 1 from party p where p.agreement_id = agreement.id and p.organisation_id = $2))

-- name: end-agreement
update agreement set state = $2, ended_at = $3, end_reason = $4, seq = seq + 1 where id = $1 returning seq

-- name: over-agreements
select id from agreement where state = 'active' and ends_on < $1 order by id limit 100

-- name: expiring-agreements
-- In force, ending by the day given, and no next version is drafted.
select a.id, a.title, a.ends_on, a.ends_on - $2::date as days_left,
       array(select organisation_id from party p where p.agreement_id = a.id order by place) as organisation_ids,
       exists (select 1 from agreement r where r.renews = a.id) as renewed
from agreement a where a.state = 'active' and a.ends_on <= $1 order by a.ends_on, a.id
