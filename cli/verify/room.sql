-- name: events-without-gap
-- In every room: an aggregate's events are numbered 1..n.
select aggregate from outbox group by aggregate having max(aggregate_seq) <> count(*) or min(aggregate_seq) <> 1

-- name: unpublished
select count(*) from outbox where published_at is null

-- name: lost-records
-- In every database that reads topics; marked by kernel/gaps.py until `jiayuan resume`.
select consumer || ' ' || topic || '/' || partition || ' (' || lost || ')' from position
where lost is not null order by consumer, topic, partition
