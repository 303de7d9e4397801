-- name: lock-feed
select pg_advisory_xact_lock(hashtextextended('feed ' || $1, 0))

-- name: one-listing
select establishment_id, standing, score, rated_on from listing where feed = $1 and external_id = $2

-- name: name-is-taken
select exists (select 1 from establishment where name = $1)

-- name: insert-listing
insert into listing (feed, external_id, establishment_id, standing, score, rated_on, imported_at)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: update-listing
update listing set standing = $3, score = $4, rated_on = $5, imported_at = $6 where feed = $1 and external_id = $2

-- name: listings-of
select feed, standing, score, rated_on, imported_at from listing where establishment_id = $1 order by feed, external_id
