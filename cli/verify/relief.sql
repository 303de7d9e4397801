-- name: claimed-within-need
select p.id::text from project p
where p.claimed_fen <> (select coalesce(sum(amount_fen), 0) from claim c
                        where c.project_id = p.id and c.state not in ('withdrawn', 'lapsed'))
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
   or (d.state in ('paid', 'reversed')) <> exists (select 1 from entry e where e.kind = 'pay' and e.reference = d.id)
   or (d.state in ('rejected', 'expired')) <> exists (select 1 from entry e where e.kind = 'void' and e.reference = d.id)
   or (d.state = 'reversed') <> exists (select 1 from entry e where e.kind = 'pay-reversal' and e.reference = d.id)

-- name: nothing-paid-twice
select reference::text from entry where kind in ('donation', 'pay') group by kind, reference having count(*) > 1

-- name: reversals-once-and-linked
-- Every reversing entry names one entry of its fund, about the same thing, of the same amount the other way round.
select e.fund_id || '/' || e.number from entry e
left join reversal r on r.fund_id = e.fund_id and r.number = e.number
left join entry o on o.fund_id = r.fund_id and o.number = r.reversed
where (e.kind like '%-reversal') <> (r.number is not null)
   or (r.number is not null and (e.reference <> o.reference or e.kind <> o.kind || '-reversal' or exists (
        select 1 from posting p join posting q on q.fund_id = p.fund_id and q.account_id = p.account_id
        where p.fund_id = e.fund_id and p.number = e.number and q.number = o.number and p.amount_fen <> -q.amount_fen)))
union all
select d.id::text from donation d
where (d.reversed_at is not null) <> exists (select 1 from entry e where e.kind = 'donation-reversal' and e.reference = d.id)

-- name: approved-by-enough-others
select d.id::text from disbursement d
left join lateral (select count(distinct approver) as people, bool_or(approver in (d.requested_by, d.paid_by)) as same
                   from approval a where a.disbursement_id = d.id) a on true
where d.state in ('approved', 'paid', 'reversed')
  and (a.people < d.approvals_needed or a.same or d.paid_by = d.requested_by)

-- name: household-within-cap
-- On the day each grant begins: what its household gets a month, over all cases linked by shared people, is within the
-- standard of all of them. On other days less runs, never more.
with recursive granted as (
    select * from relief_case where state in ('approved', 'paid') and erased_at is null
), kin as (
    select id as root, starts_on as day, id from granted
    union
    select k.root, k.day, o.id from kin k
    join case_member m on m.case_id = k.id
    join case_member n using (fingerprint)
    join granted o on o.id = n.case_id and k.day between o.starts_on and o.valid_until
)
select k.root::text from kin k join granted g on g.id = k.id
group by k.root, k.day
having count(*) > 1 and sum(g.monthly_fen) > (
    select s.monthly_fen from living_standard s where s.valid_from <= k.day order by s.valid_from desc limit 1
) * (select count(distinct m.fingerprint) from case_member m where m.case_id = any(array_agg(k.id)))

-- name: case-grants-as-drawn
select c.number from relief_case c
where c.promised_fen <> (select coalesce(sum(amount_fen), 0) from disbursement d
                         where d.case_id = c.id and d.state not in ('rejected', 'expired', 'reversed'))
   or c.promised_fen > c.monthly_fen * c.months or c.monthly_fen > c.cap_fen or c.months > 3

-- name: paid-after-notice
select d.id::text from disbursement d left join notice n on n.case_id = d.case_id
where d.case_id is not null and d.state in ('paid', 'reversed')
  and (n.id is null or (d.paid_at at time zone 'Asia/Shanghai')::date <= n.closes_on
       or exists (select 1 from objection o where o.notice_id = n.id and o.state = 'upheld' and o.decided_at < d.paid_at))

-- name: gifts-add-up
-- What a statement's lines must add up to, whatever the lineage: gifts that stand are available, reserved or disbursed.
select f.id::text from fund f
where (select coalesce(sum(amount_fen), 0) from donation d where d.fund_id = f.id and d.reversed_at is null)
   <> (select coalesce(sum(balance_fen), 0) from account a where a.fund_id = f.id and a.kind <> 'received')

-- name: receipts-without-gap
select count(*)::text from receipt having count(*) <> coalesce(max(number), 0)
    or count(*) <> coalesce((select last from counter where name = 'receipt'), 0)

-- name: receipts-as-given
select r.number::text from receipt r join donation d on d.id = r.donation_id
where r.amount_fen <> d.amount_fen or (d.reversed_at is not null and r.voided_at is null)

-- name: claims-within-lines
select l.id::text from project_line l
where l.claimed > l.needed
   or l.claimed <> (select coalesce(sum(quantity), 0) from claim c
                    where c.line_id = l.id and c.state not in ('withdrawn', 'lapsed'))

-- name: heads-as-published
select t.fund_id::text from told_head t join fund f on f.id = t.fund_id where t.entries > f.entries

-- name: chain-as-sealed
-- Rule jiayuan-ledger-1 (services/relief/README.md) once more, in another language: every entry's hash over its own
-- facts and the hash before it, and the fund's head is the last one.
with sealed as (
    select e.fund_id, e.number, e.hash, e.previous_hash,
           lag(e.hash, 1, decode(repeat('00', 32), 'hex')) over w as before,
           sha256(convert_to(concat_ws(E'\n', 'jiayuan-ledger-1', e.fund_id, e.number, e.kind, e.reference,
               to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               to_char(e.posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               (select string_agg(a.kind || ' ' || p.amount_fen, E'\n'
                       order by array_position(array['available', 'reserved', 'received', 'disbursed'], a.kind))
                from posting p join account a on a.fund_id = p.fund_id and a.id = p.account_id
                where p.fund_id = e.fund_id and p.number = e.number),
               encode(e.previous_hash, 'hex')), 'UTF8')) as recomputed
    from entry e window w as (partition by e.fund_id order by e.number)
)
select fund_id || '/' || number from sealed where hash <> recomputed or previous_hash <> before
union all
select f.id || '/head' from fund f
where f.head <> coalesce((select hash from entry e where e.fund_id = f.id order by number desc limit 1),
                         decode(repeat('00', 32), 'hex'))
