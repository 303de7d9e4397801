-- name: lock-imports
-- One turn for all feeds: two of them may bring the same name, and would wait for each other's.
select pg_advisory_xact_lock(hashtextextended('imports', 0))

-- name: one-listing
select establishment_id, standing, score, rated_on from listing where feed = $1 and external_id = $2

-- name: insert-listed
insert into establishment (id, name, kind, risk_class, source, registered_at, seq, standing)
values ($1, $2, $3, $4, 'public-register', $5, 0, 'listed')
on conflict (name) do nothing returning id

-- name: insert-listing
insert into listing (feed, external_id, establishment_id, standing, score, rated_on, imported_at)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: update-listing
update listing set standing = $3, score = $4, rated_on = $5, imported_at = $6 where feed = $1 and external_id = $2

-- name: listings-of
select feed, standing, score, rated_on, imported_at from listing where establishment_id = $1 order by feed, external_id

-- name: listings-of-feed
select l.external_id, l.establishment_id, e.name, e.standing = 'inspected' as taken_over, l.standing, l.score, l.rated_on,
       l.imported_at
from listing l join establishment e on e.id = l.establishment_id
where l.feed = $1 and l.external_id > $2 and ($4::text is null or l.external_id = $4)
order by l.external_id limit $3

-- name: listed-of-feed
select l.establishment_id from listing l join establishment e on e.id = l.establishment_id
where l.feed = $1 and e.standing = 'listed' order by l.establishment_id limit $2 for update of e

-- name: delete-listings
delete from listing where feed = $1 and establishment_id = any($2::uuid[])

-- name: delete-listed
-- What a pool from before was frozen with stays: its draw must stay recomputable.
delete from establishment e
where e.id = any($1::uuid[]) and e.standing = 'listed'
  and not exists (select 1 from listing l where l.establishment_id = e.id)
  and not exists (select 1 from pool_item i where i.establishment_id = e.id)

-- name: left-of-feed
select count(*) filter (where e.standing = 'inspected') as kept, count(*) filter (where e.standing = 'listed') as left
from listing l join establishment e on e.id = l.establishment_id where l.feed = $1
