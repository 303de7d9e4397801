-- name: insert-disclosure
insert into disclosure (fund_id, disclosed_on, final, document, recorded_by) values ($1, $2, $3, $4, $5)

-- name: insert-fund
insert into fund (id, title, purpose, programme, organisation_id, opened_at, source) values ($1, $2, $3, $4, $5, $6, $7)

-- name: insert-accounts
insert into account (fund_id, kind) select $1, kind from unnest($2::text[]) with ordinality as a (kind, place) order by place

-- name: move-money
-- RULE-21: money leaves an account only if it is there; `received` is the outside world and may go below zero.
update account set balance_fen = balance_fen + $3
where fund_id = $1 and kind = $2 and (kind = 'received' or balance_fen + $3 >= 0)

-- name: insert-entry
insert into entry (fund_id, number, kind, reference, occurred_at, posted_at, previous_hash, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: insert-postings
insert into posting (fund_id, number, account_id, amount_fen)
select $1, $2, account.id, leg.amount_fen
from unnest($3::text[], $4::bigint[]) as leg (kind, amount_fen)
join account on account.fund_id = $1 and account.kind = leg.kind

-- name: touch-fund
update fund set seq = seq + 1 where id = $1 returning seq

-- name: available-of
select balance_fen from account where fund_id = $1 and kind = 'available'

-- name: fund-exists
select true from fund where id = $1

-- name: legs-of
select p.number, a.kind as account, p.amount_fen from posting p join account a on a.id = p.account_id
where p.fund_id = $1 and p.number = any($2::bigint[]) order by p.number, a.id

-- name: lock-fund
-- The aggregate's row first, always: everything that touches one fund takes turns here.
select id, purpose, programme, organisation_id, entries, head, closed_at, emergency from fund where id = $1 for update

-- name: head-of-fund
update fund set entries = $2, head = $3, seq = seq + 1 where id = $1 returning seq

-- name: list-funds
select f.id, f.title, f.purpose, f.programme, f.organisation_id, f.opened_at, f.closed_at, f.source, f.entries,
       (select reason from emergency e where e.fund_id = f.id and e.ended_at is null) as emergency,
       encode(f.head, 'hex') as head, a.available_fen, a.reserved_fen, a.received_fen, a.disbursed_fen
from fund f cross join lateral (
    select sum(balance_fen) filter (where kind = 'available')::bigint as available_fen,
           sum(balance_fen) filter (where kind = 'reserved')::bigint as reserved_fen,
           -sum(balance_fen) filter (where kind = 'received')::bigint as received_fen,
           sum(balance_fen) filter (where kind = 'disbursed')::bigint as disbursed_fen
    from account where fund_id = f.id
) a
where $1::uuid is null or (f.opened_at, f.id) < (select b.opened_at, b.id from fund b where b.id = $1)
order by f.opened_at desc, f.id desc limit $2

-- name: list-entries
select e.number, e.kind, e.reference, e.occurred_at, e.posted_at, encode(e.previous_hash, 'hex') as previous_hash,
       encode(e.hash, 'hex') as hash, undoes.reversed as reverses, undone.number as reversed_by
from entry e
left join reversal undoes on undoes.fund_id = e.fund_id and undoes.number = e.number
left join reversal undone on undone.fund_id = e.fund_id and undone.reversed = e.number
where e.fund_id = $1 and e.number > $2 order by e.number limit $3

-- name: entry-for-reversal
select e.kind, e.reference, (select max(amount_fen) from posting p where p.fund_id = e.fund_id and p.number = e.number) as amount_fen,
       exists (select 1 from reversal r where r.fund_id = e.fund_id and r.reversed = e.number) as reversed_before,
       coalesce(g.recorded_by, d.paid_by, '') as recorded_by, g.organisation_id as donor, g.received_at,
       d.purpose, d.requested_at, d.paid_at
from entry e
left join donation g on e.kind = 'donation' and g.id = e.reference
left join disbursement d on e.kind = 'pay' and d.id = e.reference
where e.fund_id = $1 and e.number = $2

-- name: insert-reversal
insert into reversal (fund_id, reversed, number, reason, recorded_by) values ($1, $2, $3, $4, $5)

-- name: reverse-donation
update donation set reversed_at = $2 where id = $1

-- name: donors-of-fund
select distinct organisation_id from donation where fund_id = $1 and reversed_at is null

-- name: insert-purpose-change
insert into purpose_change (id, fund_id, from_what, to_what, changed_at, recorded_by) values ($1, $2, $3, $4, $5, $6)

-- name: insert-consents
insert into consent (change_id, organisation_id, document, consented_at) select $1, * from unnest($2::uuid[], $3::text[], $4::timestamptz[])

-- name: set-purpose
update fund set purpose = $2, seq = seq + 1 where id = $1 returning seq

-- name: set-emergency
update fund set emergency = $2, seq = seq + 1 where id = $1 returning seq

-- name: insert-emergency
insert into emergency (fund_id, reason, declared_at, declared_by) values ($1, $2, $3, $4)

-- name: end-emergency
-- A clock that was set back ends it no earlier than it began.
update emergency set ended_at = greatest($2, declared_at), ended_by = $3 where fund_id = $1 and ended_at is null
returning reason

-- name: close-fund
update fund set closed_at = $2, seq = seq + 1 where id = $1 returning seq

-- name: reserved-of
select balance_fen from account where fund_id = $1 and kind = 'reserved'

-- name: unseen-heads
select f.id, f.entries, encode(f.head, 'hex') as head from fund f left join told_head t on t.fund_id = f.id
where f.entries > coalesce(t.entries, 0) order by f.id

-- name: tell-head
-- The second of two callers finds nothing new to publish.
insert into told_head (fund_id, entries, seq) values ($1, $2, 1)
on conflict (fund_id) do update set entries = $2, seq = told_head.seq + 1 where told_head.entries < $2
returning seq

-- name: next-number
insert into counter (name, last) values ($1, 1) on conflict (name) do update set last = counter.last + 1 returning last
