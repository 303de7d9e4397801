-- name: insert-disclosure
insert into disclosure (fund_id, disclosed_on, final, document, recorded_by) values (:fund_id, :disclosed_on, :final, :document, :recorded_by)

-- name: insert-fund
insert into fund (id, title, purpose, programme, organisation_id, opened_at, source) values (:fund_id, :title, :purpose, :programme, :organisation_id, :opened_at, :source)

-- name: insert-accounts
insert into account (fund_id, kind) select :fund_id, kind from unnest(:kinds::text[]) with ordinality as a (kind, place) order by place

-- name: move-money
-- RULE-21: money leaves an account only if it is there; `received` is the outside world and may go below zero.
update account set balance_fen = balance_fen + :amount
where fund_id = :fund_id and kind = :kind and (kind = 'received' or balance_fen + :amount >= 0)

-- name: insert-entry
insert into entry (fund_id, number, kind, reference, occurred_at, posted_at, previous_hash, hash)
values (:fund_id, :number, :kind, :reference, :occurred_at, :posted_at, :previous_hash, :hash)

-- name: insert-postings
insert into posting (fund_id, number, account_id, amount_fen)
select :fund_id, :number, account.id, leg.amount_fen
from unnest(:kinds::text[], :amounts_fen::bigint[]) as leg (kind, amount_fen)
join account on account.fund_id = :fund_id and account.kind = leg.kind

-- name: touch-fund
update fund set seq = seq + 1 where id = :id returning seq

-- name: available-of
select balance_fen from account where fund_id = :fund_id and kind = 'available'

-- name: fund-exists
select true from fund where id = :id

-- name: legs-of
select p.number, a.kind as account, p.amount_fen from posting p join account a on a.id = p.account_id
where p.fund_id = :fund_id and p.number = any(:number::bigint[]) order by p.number, a.id

-- name: lock-fund
-- The aggregate's row first, always: everything that touches one fund takes turns here.
select id, purpose, programme, organisation_id, entries, head, closed_at, emergency from fund where id = :fund_id for update

-- name: head-of-fund
update fund set entries = :entries, head = :head, seq = seq + 1 where id = :fund_id returning seq

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
where (:one::uuid is null or f.id = :one)
  and (:before::uuid is null or (f.opened_at, f.id) < (select b.opened_at, b.id from fund b where b.id = :before))
order by f.opened_at desc, f.id desc limit :limit

-- name: list-entries
select e.number, e.kind, e.reference, e.occurred_at, e.posted_at, encode(e.previous_hash, 'hex') as previous_hash,
       encode(e.hash, 'hex') as hash, undoes.reversed as reverses, undone.number as reversed_by
from entry e
left join reversal undoes on undoes.fund_id = e.fund_id and undoes.number = e.number
left join reversal undone on undone.fund_id = e.fund_id and undone.reversed = e.number
where e.fund_id = :fund_id and e.number > :after order by e.number limit :limit

-- name: entry-for-reversal
select e.kind, e.reference, (select max(amount_fen) from posting p where p.fund_id = e.fund_id and p.number = e.number) as amount_fen,
       exists (select 1 from reversal r where r.fund_id = e.fund_id and r.reversed = e.number) as reversed_before,
       coalesce(g.recorded_by, d.paid_by, '') as recorded_by, g.organisation_id as donor, g.received_at,
       d.purpose, d.requested_at, d.paid_at
from entry e
left join donation g on e.kind = 'donation' and g.id = e.reference
left join disbursement d on e.kind = 'pay' and d.id = e.reference
where e.fund_id = :fund_id and e.number = :number

-- name: insert-reversal
insert into reversal (fund_id, reversed, number, reason, recorded_by) values (:fund_id, :reversed, :number, :reason, :recorded_by)

-- name: reverse-donation
update donation set reversed_at = :reversed_at where id = :donation_id

-- name: donors-of-fund
select distinct organisation_id from donation where fund_id = :fund_id and reversed_at is null

-- name: insert-purpose-change
insert into purpose_change (id, fund_id, from_what, to_what, changed_at, recorded_by) values (:change_id, :fund_id, :from_what, :to_what, :changed_at, :recorded_by)

-- name: insert-consents
insert into consent (change_id, organisation_id, document, consented_at) select :change_id, * from unnest(:organisation_ids::uuid[], :documents::text[], :consented_at::timestamptz[])

-- name: set-purpose
update fund set purpose = :purpose, seq = seq + 1 where id = :fund_id returning seq

-- name: set-emergency
update fund set emergency = :emergency, seq = seq + 1 where id = :fund_id returning seq

-- name: insert-emergency
insert into emergency (fund_id, reason, declared_at, declared_by) values (:fund_id, :reason, :declared_at, :declared_by)

-- name: end-emergency
-- A clock that was set back ends it no earlier than it began.
update emergency set ended_at = greatest(:ended_at, declared_at), ended_by = :ended_by where fund_id = :fund_id and ended_at is null
returning reason

-- name: close-fund
update fund set closed_at = :closed_at, seq = seq + 1 where id = :fund_id returning seq

-- name: reserved-of
select balance_fen from account where fund_id = :fund_id and kind = 'reserved'

-- name: unseen-heads
select f.id, f.entries, encode(f.head, 'hex') as head from fund f left join told_head t on t.fund_id = f.id
where f.entries > coalesce(t.entries, 0) order by f.id

-- name: tell-head
-- The second of two callers finds nothing new to publish.
insert into told_head (fund_id, entries, seq) values (:fund_id, :entries, 1)
on conflict (fund_id) do update set entries = :entries, seq = told_head.seq + 1 where told_head.entries < :entries
returning seq

-- name: next-number
insert into counter (name, last) values (:name, 1) on conflict (name) do update set last = counter.last + 1 returning last
