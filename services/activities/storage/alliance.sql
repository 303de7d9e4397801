-- name: insert-organisation
insert into organisation (id, name, kind, source, registered_at) values ($1, $2, $3, $4, $5)

-- name: list-organisations
select o.id, o.name, o.kind, o.source, m.node, m.since, m.until,
       coalesce(array_agg(c.building order by c.building) filter (where c.building is not null), '{}') as buildings
from organisation o left join membership m on m.organisation_id = o.id left join committee_seat c on c.organisation_id = o.id
where o.name > $1 group by o.id, m.organisation_id order by o.name limit $2

-- name: touch-organisation
update organisation set seq = seq + 1 where id = $1 returning seq

-- name: admit-member
insert into membership (organisation_id, node, since, until, source) values ($1, $2, $3, $4, $5)
on conflict (organisation_id) do update set node = excluded.node, since = excluded.since, until = excluded.until

-- name: insert-committee
insert into committee (id, name, building, source) values ($1, $2, $3, $4)

-- name: one-committee
select id, name, building, source from committee where id = $1

-- name: join-committee
insert into committee_seat (committee_id, organisation_id, building, joined_at) values ($1, $2, $3, $4)

-- name: list-committees
select c.id, c.name, c.building, c.source, coalesce(array_agg(o.name order by o.name) filter (where o.name is not null), '{}') as members
from committee c left join committee_seat s on s.committee_id = c.id left join organisation o on o.id = s.organisation_id
group by c.id order by c.building, c.name
