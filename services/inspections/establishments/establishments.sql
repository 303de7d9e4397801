-- name: insert-establishment
insert into establishment (id, name, kind, venue_id, organisation_id, risk_class, source, registered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: one-establishment
select id, name, kind, venue_id, organisation_id, risk_class, source, standing from establishment where id = $1

-- name: list-establishments
select id, name, kind, venue_id, organisation_id, risk_class, source from establishment
where standing = 'inspected' and name > $1 and ($3 = '' or strpos(lower(name), lower($3)) > 0) order by name limit $2

-- name: take-over-establishment
update establishment
set standing = 'inspected', name = coalesce($2, name), kind = coalesce($3, kind), risk_class = $4,
    venue_id = $5, organisation_id = $6, registered_at = $7, seq = seq + 1
where id = $1 and standing = 'listed' returning name, kind, source, seq

-- name: credit-of
select e.id, e.name, e.kind, e.risk_class, e.source, e.standing,
       (select max(published_at) from result r join sample s on s.id = r.sample_id where s.establishment_id = e.id)
           as last_result_at,
       (select count(*) from disposal d where d.establishment_id = e.id and d.state <> 'closed') as open_disposals,
       (select count(*) from sample s where s.establishment_id = e.id and s.state <> 'published') as samples_awaited
from establishment e where e.id = $1
