-- name: recount
select (c.claimed_at at time zone 'Asia/Shanghai')::date as day, p.programme, c.organisation_id::text as organisation,
       '' as venue, 'claims_' || c.state as metric, 1::bigint as value, null::uuid as subject
from claim c join project p on p.id = c.project_id
union all
select (c.claimed_at at time zone 'Asia/Shanghai')::date, p.programme, c.organisation_id::text, '',
       'pledged_fen', c.amount_fen, null
from claim c join project p on p.id = c.project_id where c.state <> 'withdrawn'
union all
select (d.received_at at time zone 'Asia/Shanghai')::date, f.programme, d.organisation_id::text, '',
       'received_fen', d.amount_fen, null
from donation d join fund f on f.id = d.fund_id
union all
select (d.requested_at at time zone 'Asia/Shanghai')::date, f.programme, f.organisation_id::text, '',
       'reserved_fen', d.amount_fen, null
from disbursement d join fund f on f.id = d.fund_id where d.state in ('requested', 'approved')
union all
select (d.paid_at at time zone 'Asia/Shanghai')::date, f.programme, f.organisation_id::text, '',
       'disbursed_fen', d.amount_fen, null
from disbursement d join fund f on f.id = d.fund_id where d.state = 'paid'

-- name: claimed-within-need
select p.id::text from project p
where p.claimed_fen <> (select coalesce(sum(amount_fen), 0) from claim c
                        where c.project_id = p.id and c.state <> 'withdrawn')
   or p.claimed_fen > p.need_fen

-- name: accounts-equal-their-postings
select a.id::text from account a
where a.balance_fen <> (select coalesce(sum(p.amount_fen), 0) from posting p where p.account_id = a.id)

-- name: entries-sum-to-zero
select e.fund_id || '/' || e.number from entry e left join posting p using (fund_id, number)
group by e.fund_id, e.number having coalesce(sum(p.amount_fen), 1) <> 0 or count(p.account_id) < 2

-- name: entries-without-gap
select fund_id::text from entry group by fund_id having max(number) <> count(*)

-- name: disbursements-as-posted
select d.id::text from disbursement d
where not exists (select 1 from entry e where e.kind = 'reserve' and e.reference = d.id)
   or (d.state = 'paid') <> exists (select 1 from entry e where e.kind = 'pay' and e.reference = d.id)
   or (d.state = 'rejected') <> exists (select 1 from entry e where e.kind = 'void' and e.reference = d.id)
