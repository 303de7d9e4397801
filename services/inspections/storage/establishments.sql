-- name: insert-establishment
insert into establishment (id, name, kind, venue_id, organisation_id, risk_class, source, registered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: one-establishment
select id, name, kind, venue_id, organisation_id, risk_class, source from establishment where id = $1

-- name: list-establishments
select id, name, kind, venue_id, organisation_id, risk_class, source from establishment
where name > $1 and ($3 = '' or strpos(lower(name), lower($3)) > 0) order by name limit $2

-- name: credit-of
select e.id, e.name, e.kind, e.risk_class, e.source,
       (select max(published_at) from result r join sample s on s.id = r.sample_id where s.establishment_id = e.id)
           as last_result_at,
       (select count(*) from disposal d where d.establishment_id = e.id and d.state <> 'closed') as open_disposals,
       (select count(*) from sample s where s.establishment_id = e.id and s.state <> 'published') as samples_awaited
from establishment e where e.id = $1
