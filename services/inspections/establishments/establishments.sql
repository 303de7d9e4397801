-- name: insert-establishment
insert into establishment (id, name, kind, venue_id, organisation_id, risk_class, source, registered_at)
values (:establishment_id, :name, :kind, :venue_id, :organisation_id, :risk_class, :source, :registered_at)

-- name: one-establishment
select id, venue_id, standing from establishment where id = :establishment_id

-- name: lock-establishment
select id from establishment where id = :id for no key update

-- name: list-establishments
select id, name, kind, venue_id, organisation_id, risk_class, source from establishment
where standing = 'inspected' and name > :after and (:search = '' or strpos(lower(name), lower(:search)) > 0) order by name limit :limit

-- name: take-over-establishment
update establishment
set standing = 'inspected', name = coalesce(:name, name), kind = coalesce(:kind, kind), risk_class = :risk_class,
    venue_id = :venue_id, organisation_id = :organisation_id, registered_at = :registered_at, seq = seq + 1
where id = :establishment_id and standing = 'listed' returning name, kind, source, seq

-- name: credit-of
select e.id, e.name, e.kind, e.risk_class, e.source, e.standing,
       (select max(published_at) from result r join sample s on s.id = r.sample_id where s.establishment_id = e.id)
           as last_result_at,
       (select count(*) from disposal d where d.establishment_id = e.id and d.state <> 'closed') as open_disposals,
       (select count(*) from sample s where s.establishment_id = e.id and s.state <> 'published') as samples_awaited
from establishment e where e.id = :establishment_id
