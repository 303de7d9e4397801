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
