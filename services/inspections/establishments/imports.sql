-- name: lock-imports
-- One turn for all feeds: two of them may bring the same name, and would wait for each other's.
select pg_advisory_xact_lock(hashtextextended('imports', 0))

-- name: one-listing
select establishment_id, standing, score, rated_on from listing where feed = :feed and external_id = :external_id

-- name: insert-listed
insert into establishment (id, name, kind, risk_class, source, registered_at, seq, standing)
values (:id, :name, :kind, :risk_class, 'public-register', :registered_at, 0, 'listed')
on conflict (name) do nothing returning id

-- name: insert-listing
insert into listing (feed, external_id, establishment_id, standing, score, rated_on, imported_at)
values (:feed, :external_id, :establishment_id, :standing, :score, :rated_on, :imported_at)

-- name: update-listing
update listing set standing = :standing, score = :score, rated_on = :rated_on, imported_at = :imported_at where feed = :feed and external_id = :external_id

-- name: listings-of
select feed, standing, score, rated_on, imported_at from listing where establishment_id = :establishment_id order by feed, external_id

-- name: listings-of-feed
select l.external_id, l.establishment_id, e.name, e.standing = 'inspected' as taken_over, l.standing, l.score, l.rated_on,
       l.imported_at
from listing l join establishment e on e.id = l.establishment_id
where l.feed = :feed and l.external_id > :after and (:external_id::text is null or l.external_id = :external_id)
order by l.external_id limit :limit

-- name: listed-of-feed
select l.establishment_id from listing l join establishment e on e.id = l.establishment_id
where l.feed = :feed and e.standing = 'listed' order by l.establishment_id limit :limit for update of e

-- name: delete-listings
delete from listing where feed = :feed and establishment_id = any(:establishment_id::uuid[])

-- name: delete-listed
-- What a pool from before was frozen with stays: its draw must stay recomputable.
delete from establishment e
where e.id = any(:listed::uuid[]) and e.standing = 'listed'
  and not exists (select 1 from listing l where l.establishment_id = e.id)
  and not exists (select 1 from pool_item i where i.establishment_id = e.id)

-- name: left-of-feed
select count(*) filter (where e.standing = 'inspected') as kept, count(*) filter (where e.standing = 'listed') as left
from listing l join establishment e on e.id = l.establishment_id where l.feed = :feed
