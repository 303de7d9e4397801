-- name: lock-donation
select id, amount_fen, reversed_at from donation where id = :donation_id for update

-- name: insert-receipt
insert into receipt (number, donation_id, amount_fen, issued_at, issued_by) values (:number, :donation_id, :amount_fen, :issued_at, :issued_by)

-- name: lock-receipt
select number, donation_id, voided_at from receipt where number = :number for update

-- name: void-receipt
update receipt set voided_at = :voided_at, void_reason = :void_reason where donation_id = :donation_id and voided_at is null

-- name: list-receipts
select r.number, r.donation_id, g.organisation_id, g.fund_id, r.amount_fen, r.issued_at, r.voided_at, r.void_reason
from receipt r join donation g on g.id = r.donation_id
where (:organisation_id::uuid is null or g.organisation_id = :organisation_id) and (:after::bigint is null or r.number < :after)
order by r.number desc limit :limit

-- name: disclosures
select f.id as fund_id, f.title, e.reason as emergency,
       (e.declared_at at time zone 'Asia/Shanghai')::date as emergency_on, (f.opened_at at time zone 'Asia/Shanghai')::date as opened_on,
       (f.closed_at at time zone 'Asia/Shanghai')::date as closed_on, max(d.disclosed_on) as last_on,
       coalesce(bool_or(d.final), false) as final
from fund f left join disclosure d on d.fund_id = f.id left join emergency e on e.fund_id = f.id and e.ended_at is null
group by f.id, e.reason, e.declared_at order by f.id

-- name: gifts-of
select g.id, g.fund_id, f.title, f.purpose, g.received_at, g.source, r.number as receipt
from donation g join fund f on f.id = g.fund_id left join receipt r on r.donation_id = g.id and r.voided_at is null
where g.organisation_id = :organisation_id order by g.received_at, g.id

-- name: movements-of
-- A whole ledger as one amount an entry, in order.
select e.kind, e.reference, max(p.amount_fen) as amount_fen from entry e join posting p using (fund_id, number)
where e.fund_id = :fund_id group by e.number, e.kind, e.reference order by e.number

-- name: insert-donation
insert into donation (id, fund_id, organisation_id, amount_fen, received_at, source, recorded_by)
values (:donation_id, :fund_id, :organisation_id, :amount_fen, :received_at, :source, :recorded_by)
