-- name: figure-postings
with moved as (
    -- A correction takes back what it replaces on the day where that was counted.
    select (g.received_at at time zone 'Asia/Shanghai')::date as day, f.programme, g.organisation_id, e.kind, e.reference,
           e.fund_id, e.number, case e.kind when 'donation' then g.amount_fen else -g.amount_fen end as amount_fen,
           'received_fen' as metric
    from entry e join donation g on g.id = e.reference join fund f on f.id = e.fund_id
    where e.kind in ('donation', 'donation-reversal')
    union all
    select (d.requested_at at time zone 'Asia/Shanghai')::date, f.programme, f.organisation_id, e.kind, e.reference,
           e.fund_id, e.number, case e.kind when 'reserve' then d.amount_fen else -d.amount_fen end, 'reserved_fen'
    from entry e join disbursement d on d.id = e.reference join fund f on f.id = e.fund_id
    where e.kind in ('reserve', 'void', 'pay')
    union all
    select (d.paid_at at time zone 'Asia/Shanghai')::date, f.programme, f.organisation_id, e.kind, e.reference,
           e.fund_id, e.number, case e.kind when 'pay' then d.amount_fen else -d.amount_fen end, 'disbursed_fen'
    from entry e join disbursement d on d.id = e.reference join fund f on f.id = e.fund_id
    where e.kind in ('pay', 'pay-reversal')
    union all
    select (c.claimed_at at time zone 'Asia/Shanghai')::date, p.programme, c.organisation_id, 'claim', c.id,
           null, null, c.amount_fen, 'pledged_fen'
    from claim c join project p on p.id = c.project_id where c.state not in ('withdrawn', 'lapsed')
)
select day, programme, organisation_id, kind, reference, fund_id, number, amount_fen
from moved
where metric = $1 and ($2::date is null or day >= $2) and ($3::date is null or day <= $3)
  and ($4::uuid is null or organisation_id = $4) and ($5::text is null or programme = $5)
  and ($8::date[] is null or date_trunc('month', day)::date = any($8))
order by day, fund_id, number, reference offset $6 limit $7

-- name: figure-sum
with moved as (
    -- A correction takes back what it replaces on the day where that was counted.
    select (g.received_at at time zone 'Asia/Shanghai')::date as day, f.programme, g.organisation_id, e.kind, e.reference,
           e.fund_id, e.number, case e.kind when 'donation' then g.amount_fen else -g.amount_fen end as amount_fen,
           'received_fen' as metric
    from entry e join donation g on g.id = e.reference join fund f on f.id = e.fund_id
    where e.kind in ('donation', 'donation-reversal')
    union all
    select (d.requested_at at time zone 'Asia/Shanghai')::date, f.programme, f.organisation_id, e.kind, e.reference,
           e.fund_id, e.number, case e.kind when 'reserve' then d.amount_fen else -d.amount_fen end, 'reserved_fen'
    from entry e join disbursement d on d.id = e.reference join fund f on f.id = e.fund_id
    where e.kind in ('reserve', 'void', 'pay')
    union all
    select (d.paid_at at time zone 'Asia/Shanghai')::date, f.programme, f.organisation_id, e.kind, e.reference,
           e.fund_id, e.number, case e.kind when 'pay' then d.amount_fen else -d.amount_fen end, 'disbursed_fen'
    from entry e join disbursement d on d.id = e.reference join fund f on f.id = e.fund_id
    where e.kind in ('pay', 'pay-reversal')
    union all
    select (c.claimed_at at time zone 'Asia/Shanghai')::date, p.programme, c.organisation_id, 'claim', c.id,
           null, null, c.amount_fen, 'pledged_fen'
    from claim c join project p on p.id = c.project_id where c.state not in ('withdrawn', 'lapsed')
)
select coalesce(sum(amount_fen), 0)::bigint as total_fen, count(*) as count
from moved
where metric = $1 and ($2::date is null or day >= $2) and ($3::date is null or day <= $3)
  and ($4::uuid is null or organisation_id = $4) and ($5::text is null or programme = $5)

-- name: months-paid
-- Months in which a programme paid, and whether enough people were paid for them to be told.
select date_trunc('month', paid_at at time zone 'Asia/Shanghai')::date as month,
       count(distinct payee_ref) filter (where d.state = 'paid') >= $4 as told
from disbursement d join fund f on f.id = d.fund_id
where f.programme = $3 and (d.paid_at at time zone 'Asia/Shanghai')::date between $1 and $2
group by 1

-- name: public-totals
with received as (
    select date_trunc($1, g.received_at at time zone 'Asia/Shanghai')::date as period, f.programme,
           sum(g.amount_fen)::bigint as fen
    from donation g join fund f on f.id = g.fund_id where g.reversed_at is null group by 1, 2
), disbursed as (
    select date_trunc($1, d.paid_at at time zone 'Asia/Shanghai')::date as period, f.programme,
           sum(d.amount_fen)::bigint as fen, count(distinct d.payee_ref) as people
    from disbursement d join fund f on f.id = d.fund_id where d.state = 'paid' group by 1, 2
)
select coalesce(r.period, d.period) as period, coalesce(r.programme, d.programme) as programme,
       coalesce(r.fen, 0) as received_fen, coalesce(d.fen, 0) as disbursed_fen,
       case when coalesce(d.people, 0) >= $2 then d.people end as people
from received r full join disbursed d on d.period = r.period and d.programme = r.programme
order by 1 desc, 2 limit 500
