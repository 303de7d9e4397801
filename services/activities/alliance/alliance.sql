-- name: insert-organisation
insert into organisation (id, name, kind, source, registered_at) values (:organisation_id, :name, :kind, :source, :registered_at)

-- name: list-organisations
-- The term that was admitted last counts; every term is listed, the newest first.
select o.id, o.name, o.kind, o.source, m.node, m.since, m.until,
       array(select c.building from committee_seat c where c.organisation_id = o.id order by c.building) as buildings,
       array(select row_to_json(t)::text from (
           select e.node, e.since, e.until, e.source from membership e where e.organisation_id = o.id order by e.number desc
       ) t) as terms
from organisation o left join lateral (
    select node, since, until from membership where organisation_id = o.id order by number desc limit 1
) m on true
where (:one::uuid is null or o.id = :one) and o.name > :after order by o.name limit :limit

-- name: touch-organisation
update organisation set seq = seq + 1 where id = :organisation_id returning seq

-- name: admit-member
insert into membership (organisation_id, node, since, until, source, admitted_at) values (:organisation_id, :node, :since, :until, :source, :admitted_at)

-- name: insert-committee
insert into committee (id, name, building, source) values (:committee_id, :name, :building, :source)

-- name: one-committee
select id, building, source from committee where id = :committee_id

-- name: join-committee
insert into committee_seat (committee_id, organisation_id, building, joined_at) values (:committee_id, :organisation_id, :building, :joined_at)

-- name: list-committees
select c.id, c.name, c.building, c.source, coalesce(array_agg(o.name order by o.name) filter (where o.name is not null), '{}') as members
from committee c left join committee_seat s on s.committee_id = c.id left join organisation o on o.id = s.organisation_id
group by c.id order by c.building, c.name
