-- name: neighbours
-- How many cases a neighbourhood has: five or more hide one another (k-anonymity).
select count(*) from relief_case where neighbourhood_id = :neighbourhood_id and state <> 'draft'

-- name: insert-notice
insert into notice (id, case_id, category, band, neighbourhood_id, opens_on, closes_on, published_by, neighbourhood)
values (:notice_id, :case_id, :category, :band, :neighbourhood_id, :opens_on, :closes_on, :published_by, :neighbourhood)

-- name: case-of-notice
select case_id from notice where id = :notice_id

-- name: objections-to
select case when state = 'open' and channel = 'public' and taken_up_at is null then 'unreviewed' else state end as state
from objection where notice_id = :notice_id

-- name: insert-objection
insert into objection (id, notice_id, received_at, wrapped_key, sealed, channel, sender) values (:objection_id, :notice_id, :received_at, :wrapped_key, :sealed, :channel, :sender)

-- name: unreviewed-objections
select count(*) from objection where notice_id = :notice_id and state = 'open' and channel = 'public' and taken_up_at is null

-- name: take-up-objection
update objection set taken_up_at = :taken_up_at, taken_up_by = :taken_up_by
where id = :objection_id and state = 'open' and channel = 'public' and taken_up_at is null returning id

-- name: set-objections-aside
update objection set state = 'set-aside', reason = :reason, decided_at = :decided_at, decided_by = :decided_by
where notice_id = :notice_id and state = 'open' and channel = 'public' and id = any(:ids::uuid[]) returning id

-- name: lock-objection
select id, state from objection where id = :objection_id for update

-- name: decide-objection
update objection set state = :state, decided_at = :decided_at, decided_by = :decided_by where id = :objection_id

-- name: list-notices
select n.id, c.number, n.category, n.band, n.neighbourhood, n.opens_on, n.closes_on
from notice n join relief_case c on c.id = n.case_id
where n.closes_on >= :today
  and (:before::uuid is null or (n.opens_on, n.id) < (select b.opens_on, b.id from notice b where b.id = :before))
order by n.opens_on desc, n.id desc limit :limit

-- name: list-objections
select o.id, o.notice_id, n.case_id, c.number as case_number, o.received_at, o.state, o.decided_at, o.decided_by,
       o.channel, o.taken_up_at, o.reason
from objection o join notice n on n.id = o.notice_id join relief_case c on c.id = n.case_id
where (:before::uuid is null or (o.received_at, o.id) < (select b.received_at, b.id from objection b where b.id = :before))
  and (:is_open::boolean is null or (o.state = 'open') = :is_open)
order by o.received_at desc, o.id desc limit :limit

-- name: sealed-objection
select n.case_id, o.wrapped_key, o.sealed from objection o join notice n on n.id = o.notice_id where o.id = :objection_id
