-- name: neighbours
-- How many cases a neighbourhood has: five or more hide one another (k-anonymity).
select count(*) from relief_case where neighbourhood_id = $1 and state <> 'draft'

-- name: insert-notice
insert into notice (id, case_id, category, band, neighbourhood_id, opens_on, closes_on, published_by, neighbourhood)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: case-of-notice
select case_id from notice where id = $1

-- name: objections-to
select case when state = 'open' and channel = 'public' and taken_up_at is null then 'unreviewed' else state end as state
from objection where notice_id = $1

-- name: insert-objection
insert into objection (id, notice_id, received_at, wrapped_key, sealed, channel, sender) values ($1, $2, $3, $4, $5, $6, $7)

-- name: unreviewed-objections
select count(*) from objection where notice_id = $1 and state = 'open' and channel = 'public' and taken_up_at is null

-- name: take-up-objection
update objection set taken_up_at = $2, taken_up_by = $3
where id = $1 and state = 'open' and channel = 'public' and taken_up_at is null returning id

-- name: set-objections-aside
update objection set state = 'set-aside', reason = $2, decided_at = $3, decided_by = $4
where notice_id = $1 and state = 'open' and channel = 'public' and id = any($5::uuid[]) returning id

-- name: lock-objection
select o.id, o.state, o.notice_id, n.case_id from objection o join notice n on n.id = o.notice_id where o.id = $1 for update of o

-- name: decide-objection
update objection set state = $2, decided_at = $3, decided_by = $4 where id = $1

-- name: list-notices
select n.id, c.number, n.category, n.band, n.neighbourhood, n.opens_on, n.closes_on
from notice n join relief_case c on c.id = n.case_id
where n.closes_on >= $1
  and ($2::uuid is null or (n.opens_on, n.id) < (select b.opens_on, b.id from notice b where b.id = $2))
order by n.opens_on desc, n.id desc limit $3

-- name: list-objections
select o.id, o.notice_id, n.case_id, c.number as case_number, o.received_at, o.state, o.decided_at, o.decided_by,
       o.channel, o.taken_up_at, o.reason
from objection o join notice n on n.id = o.notice_id join relief_case c on c.id = n.case_id
where ($1::uuid is null or (o.received_at, o.id) < (select b.received_at, b.id from objection b where b.id = $1))
  and ($3::boolean is null or (o.state = 'open') = $3)
order by o.received_at desc, o.id desc limit $2

-- name: sealed-objection
select o.id, n.case_id, o.wrapped_key, o.sealed from objection o join notice n on n.id = o.notice_id where o.id = $1
