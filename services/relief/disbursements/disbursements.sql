-- name: insert-disbursement
insert into disbursement (id, fund_id, payee_ref, amount_fen, purpose, requested_at, requested_by, expires_at,
                          approvals_needed, split, case_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: places-of-disbursement
select fund_id, case_id from disbursement where id = $1

-- name: disbursement-for-command
select d.id, d.fund_id, d.payee_ref, d.amount_fen, d.purpose, d.state, d.requested_at, d.requested_by, d.expires_at,
       d.approvals_needed, d.case_id, d.paid_at, d.paid_by,
       array(select approver from approval a where a.disbursement_id = d.id) as approvers
from disbursement d where d.id = $1 for update of d

-- name: close-by
-- What the payee, the household's cases and their members were promised, with a case or without, and namesakes of the
-- payee who cannot be told apart (see `related`). Who admits a payee holds that person's row until commit, as the
-- household's cases and the name, so two requests for one of them take turns here.
select coalesce(sum(amount_fen), 0)::bigint from disbursement
where (payee_ref = $1 or case_id = any($2::uuid[]) or payee_ref in (
    select subject_ref from case_member join person using (fingerprint) where case_id = any($2::uuid[])
) or payee_ref in (
    select o.subject_ref from person p join person o using (name_key)
    where p.subject_ref = $1 and o.subject_ref <> $1 and not told_apart(o.fingerprint, p.fingerprint)
)) and requested_at >= $3 and state in ('requested', 'approved', 'paid')

-- name: admit-fingerprint
-- A member of a household is paid without a name here: the name is in the case's sealed file.
insert into person (subject_ref, fingerprint, name, name_key)
values ($1, $2, '', (select name_key from case_member where fingerprint = $2 limit 1))
on conflict (fingerprint) do update set name_key = coalesce(person.name_key, excluded.name_key) returning subject_ref

-- name: lock-name
-- One known by phone and one by ID number share no row; requests for namesakes take turns by the name.
select pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 4))

-- name: remember-name
update person set name_key = $2 where subject_ref = $1 and name_key is distinct from $2

-- name: fingerprint-of
select fingerprint from person where subject_ref = $1

-- name: insert-approval
insert into approval (disbursement_id, approver, approved_at) values ($1, $2, $3)

-- name: approve-disbursement
update disbursement set state = 'approved', approved_at = $2, approved_by = $3 where id = $1

-- name: reject-disbursement
update disbursement set state = 'rejected', rejected_at = $2, rejected_by = $3 where id = $1

-- name: expire-disbursement
update disbursement set state = 'expired', expired_at = $2 where id = $1

-- name: pay-disbursement
update disbursement set state = 'paid', paid_at = $2, paid_by = $3 where id = $1

-- name: reverse-disbursement
update disbursement set state = 'reversed', reversed_at = $2 where id = $1

-- name: expired-disbursements
select id from disbursement where state in ('requested', 'approved') and expires_at <= $1 order by id limit 100

-- name: list-disbursements
-- Without the payee's name: who decides sees what for and how much, and may ask the submitter.
select d.id, d.fund_id, d.payee_ref, d.amount_fen, d.purpose, d.state, d.requested_at, d.requested_by, d.approved_at,
       d.approved_by, d.rejected_at, d.rejected_by, d.paid_at, d.paid_by, d.expires_at, d.expired_at, d.reversed_at,
       d.approvals_needed, d.split, d.case_id, c.number as case_number,
       array(select approver from approval a where a.disbursement_id = d.id order by approved_at) as approvers
from disbursement d left join relief_case c on c.id = d.case_id
where ($1::text is null or d.state = $1)
  and ($2::uuid is null or (d.requested_at, d.id) < (select b.requested_at, b.id from disbursement b where b.id = $2))
order by d.requested_at desc, d.id desc limit $3

-- name: disbursement-exists
select true from disbursement where id = $1

-- name: needs-hand
select 'disbursement-awaits-approval' as kind, count(*) as count from disbursement where state = 'requested'
union all select 'disbursement-awaits-payment', count(*) from disbursement where state = 'approved'
union all select 'objection-awaits-decision', count(*) from objection where state = 'open'
union all select 'agreement-awaits-signature', count(*) from agreement where state = 'draft'
