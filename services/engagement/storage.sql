-- name: position-for-update
select next_offset from position where consumer = $1 and topic = $2 and partition = $3 for update

-- name: add-sums
insert into tally (day, line, programme, organisation, venue, metric, shard, value)
select day, line, programme, organisation, venue, metric, $8::smallint, value
from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
     as t (day, line, programme, organisation, venue, metric, value)
on conflict (day, line, programme, organisation, venue, metric, shard)
do update set value = tally.value + excluded.value

-- name: add-people
insert into person_seen (day, line, programme, organisation, venue, metric, subject, times)
select * from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::int[])
on conflict (day, line, programme, organisation, venue, metric, subject)
do update set times = person_seen.times + excluded.times

-- name: mark-revision
insert into revision_due (day, line, programme, organisation, venue)
select * from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::text[])

-- name: take-revisions
-- Oldest first. One process at a time asks, under a lock of its own.
select id, day, line, programme, organisation, venue from revision_due order by id limit $1

-- name: drop-revisions
delete from revision_due where id = any($1::bigint[])

-- name: mark-everything
insert into revision_due (day, line, programme, organisation, venue)
select day, line, programme, organisation, venue from tally
union
select day, line, programme, organisation, venue from person_seen

-- name: next-telling
insert into told (key, seq) values ($1, 1) on conflict (key) do update set seq = told.seq + 1 returning seq

-- name: sums
select case $1 when 'total' then $3::date when 'day' then day else date_trunc($1, day)::date end as window,
       case $2 when 'district' then 'district' when 'line' then line when 'programme' then programme
               when 'organisation' then organisation else venue end as member,
       -- Bounded: a sum beyond 64 bits would fail every question about its window.
       metric, least(greatest(sum(value), -9223372036854775807), 9223372036854775807)::bigint as value
from tally
where day >= $3 and day < $4 and case $2 when 'venue' then venue when 'organisation' then organisation else '-' end <> ''
group by 1, 2, 3

-- name: people
select case $1 when 'total' then $3::date when 'day' then day else date_trunc($1, day)::date end as window,
       case $2 when 'district' then 'district' when 'line' then line when 'programme' then programme
               when 'organisation' then organisation else venue end as member,
       metric, count(distinct subject) as value
from person_seen
where day >= $3 and day < $4 and times > 0 and case $2 when 'venue' then venue when 'organisation' then organisation else '-' end <> ''
group by 1, 2, 3

-- name: positions
select topic, partition, next_offset, lost from position where consumer = $1

-- name: prune-told
delete from outbox where published_at < now() - interval '1 day'

-- name: wipe-projection
with sums as (delete from tally), people as (delete from person_seen),
     numbers as (delete from inbox where consumer = $1)
delete from position where consumer = $1

-- name: seen
select aggregate, seq from inbox where consumer = $1

-- name: remember-seen
insert into inbox (consumer, aggregate, seq) select $1, * from unnest($2::text[], $3::bigint[])

-- name: place-positions
insert into position (consumer, topic, partition, next_offset)
select $1, * from unnest($2::text[], $3::int[], $4::bigint[])

-- name: digest-sums
select day, line, programme, organisation, venue, metric, sum(value) from tally
group by 1, 2, 3, 4, 5, 6 having sum(value) <> 0 order by 1, 2, 3, 4, 5, 6

-- name: digest-people
select day, line, programme, organisation, venue, metric, subject, times from person_seen
where times <> 0 order by 1, 2, 3, 4, 5, 6, 7
