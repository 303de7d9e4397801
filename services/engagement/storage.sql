-- name: position-for-update
select next_offset from position where consumer = :consumer and topic = :topic and partition = :partition for update

-- name: add-sums
insert into tally (day, line, programme, organisation, venue, metric, shard, value)
select day, line, programme, organisation, venue, metric, :shard::smallint, value
from unnest(:days::date[], :lines::text[], :programmes::text[], :organisations::text[], :venues::text[], :metrics::text[], :values::bigint[])
     as t (day, line, programme, organisation, venue, metric, value)
on conflict (day, line, programme, organisation, venue, metric, shard)
do update set value = tally.value + excluded.value

-- name: add-people
insert into person_seen (day, line, programme, organisation, venue, metric, subject, times)
select * from unnest(:days::date[], :lines::text[], :programmes::text[], :organisations::text[], :venues::text[], :metrics::text[], :subjects::uuid[], :times::int[])
on conflict (day, line, programme, organisation, venue, metric, subject)
do update set times = person_seen.times + excluded.times

-- name: mark-revision
insert into revision_due (day, line, programme, organisation, venue)
select * from unnest(:days::date[], :lines::text[], :programmes::text[], :organisations::text[], :venues::text[])

-- name: take-revisions
-- Oldest first. One process at a time asks, under a lock of its own.
select id, day, line, programme, organisation, venue from revision_due order by id limit :limit

-- name: drop-revisions
delete from revision_due where id = any(:ids::bigint[])

-- name: mark-everything
insert into revision_due (day, line, programme, organisation, venue)
select day, line, programme, organisation, venue from tally
union
select day, line, programme, organisation, venue from person_seen

-- name: next-telling
insert into told (key, seq) values (:key, 1) on conflict (key) do update set seq = told.seq + 1 returning seq

-- name: sums
select case :grain when 'total' then :start::date when 'day' then day else date_trunc(:grain, day)::date end as window,
       case :dimension when 'district' then 'district' when 'line' then line when 'programme' then programme
               when 'organisation' then organisation else venue end as member,
       -- Bounded: a sum beyond 64 bits would fail every question about its window.
       metric, least(greatest(sum(value), -9223372036854775807), 9223372036854775807)::bigint as value
from tally
where day >= :start and day < :end and case :dimension when 'venue' then venue when 'organisation' then organisation else '-' end <> ''
group by 1, 2, 3

-- name: people
select case :grain when 'total' then :start::date when 'day' then day else date_trunc(:grain, day)::date end as window,
       case :dimension when 'district' then 'district' when 'line' then line when 'programme' then programme
               when 'organisation' then organisation else venue end as member,
       metric, count(distinct subject) as value
from person_seen
where day >= :start and day < :end and times > 0 and case :dimension when 'venue' then venue when 'organisation' then organisation else '-' end <> ''
group by 1, 2, 3

-- name: positions
select topic, partition, next_offset, lost from position where consumer = :consumer

-- name: prune-told
delete from outbox where published_at < now() - interval '1 day'

-- name: wipe-projection
with sums as (delete from tally), people as (delete from person_seen),
     numbers as (delete from inbox where consumer = :consumer)
delete from position where consumer = :consumer

-- name: seen
select aggregate, seq from inbox where consumer = :consumer

-- name: remember-seen
insert into inbox (consumer, aggregate, seq) select :consumer, * from unnest(:aggregates::text[], :seqs::bigint[])

-- name: place-positions
insert into position (consumer, topic, partition, next_offset)
select :consumer, * from unnest(:topics::text[], :partitions::int[], :offsets::bigint[])

-- name: digest-sums
select day, line, programme, organisation, venue, metric, sum(value) from tally
group by 1, 2, 3, 4, 5, 6 having sum(value) <> 0 order by 1, 2, 3, 4, 5, 6

-- name: digest-people
select day, line, programme, organisation, venue, metric, subject, times from person_seen
where times <> 0 order by 1, 2, 3, 4, 5, 6, 7
