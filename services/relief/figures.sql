-- name: figure-rows
-- Every row that a figure of this room counts: an entry of a ledger, or a claim. The figures' page lists them and
-- `jiayuan verify` adds them up, so this is the other count of contracts/figures.yaml: it shares nothing with
-- services/engagement/fold.py. A correction takes back what it replaces on the day where that was counted.
with counted as (
    select 'received_fen' as metric, 'fund/' || e.fund_id as aggregate, g.received_at as at, f.programme, g.organisation_id,
           case e.kind when 'donation' then g.amount_fen else -g.amount_fen end as value,
           e.kind, e.reference, e.fund_id, e.number
    from entry e join donation g on g.id = e.reference join fund f on f.id = e.fund_id
    where e.kind in ('donation', 'donation-reversal')
    union all
    select 'reserved_fen', 'fund/' || e.fund_id, d.requested_at, f.programme, f.organisation_id,
           case e.kind when 'reserve' then d.amount_fen else -d.amount_fen end, e.kind, e.reference, e.fund_id, e.number
    from entry e join disbursement d on d.id = e.reference join fund f on f.id = e.fund_id
    where e.kind in ('reserve', 'void', 'pay')
    union all
    select 'disbursed_fen', 'fund/' || e.fund_id, d.paid_at, f.programme, f.organisation_id,
           case e.kind when 'pay' then d.amount_fen else -d.amount_fen end, e.kind, e.reference, e.fund_id, e.number
    from entry e join disbursement d on d.id = e.reference join fund f on f.id = e.fund_id
    where e.kind in ('pay', 'pay-reversal')
    union all
    select 'pledged_fen', 'project/' || p.id, c.claimed_at, p.programme, c.organisation_id, c.amount_fen,
           'claim', c.id, null, null
    from claim c join project p on p.id = c.project_id where c.state not in ('withdrawn', 'lapsed')
    union all
    select m.metric, 'project/' || p.id, c.claimed_at, p.programme, c.organisation_id, 1, 'claim', c.id, null, null
    from claim c join project p on p.id = c.project_id
    join (values ('accepted', 'claims_accepted'), ('withdrawn', 'claims_withdrawn'), ('fulfilled', 'claims_fulfilled'),
                 ('lapsed', 'claims_lapsed')) m (state, metric) on m.state = c.state
)
select metric, aggregate, at, (at at time zone 'Asia/Shanghai')::date as day, programme, organisation_id as organisation,
       null::uuid as venue, value, null::uuid as subject, kind, reference, fund_id, number
from counted

-- name: figure-postings
-- `rows` is figure-rows.
with rows as ({rows})
select day, programme, organisation as organisation_id, kind, reference, fund_id, number, value as amount_fen
from rows
where metric = :metric and (:start::date is null or day >= :start) and (:end::date is null or day <= :end)
  and (:organisation::uuid is null or organisation = :organisation) and (:programme::text is null or programme = :programme)
  and (:months::date[] is null or date_trunc('month', day)::date = any(:months))
order by day, fund_id, number, reference offset :skip limit :limit

-- name: figure-sum
-- `rows` is figure-rows.
with rows as ({rows})
select coalesce(sum(value), 0)::bigint as total_fen, count(*) as count
from rows
where metric = :metric and (:start::date is null or day >= :start) and (:end::date is null or day <= :end)
  and (:organisation::uuid is null or organisation = :organisation) and (:programme::text is null or programme = :programme)

-- name: months-paid
-- Months in which a programme paid, and whether enough people were paid for them to be shown.
select date_trunc('month', paid_at at time zone 'Asia/Shanghai')::date as month,
       count(distinct payee_ref) filter (where d.state = 'paid') >= :small_cell as shown
from disbursement d join fund f on f.id = d.fund_id
where f.programme = :programme and (d.paid_at at time zone 'Asia/Shanghai')::date between :start and :end
group by 1

-- name: public-totals
with received as (
    select date_trunc(:grain, g.received_at at time zone 'Asia/Shanghai')::date as period, f.programme,
           sum(g.amount_fen)::bigint as fen
    from donation g join fund f on f.id = g.fund_id where g.reversed_at is null group by 1, 2
), disbursed as (
    select date_trunc(:grain, d.paid_at at time zone 'Asia/Shanghai')::date as period, f.programme,
           sum(d.amount_fen)::bigint as fen, count(distinct d.payee_ref) as people
    from disbursement d join fund f on f.id = d.fund_id where d.state = 'paid' group by 1, 2
)
select coalesce(r.period, d.period) as period, coalesce(r.programme, d.programme) as programme,
       coalesce(r.fen, 0) as received_fen, coalesce(d.fen, 0) as disbursed_fen,
       case when coalesce(d.people, 0) >= :small_cell then d.people end as people
from received r full join disbursed d on d.period = r.period and d.programme = r.programme
order by 1 desc, 2 limit 500
