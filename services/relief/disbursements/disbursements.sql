-- name: insert-disbursement
insert into disbursement (id, fund_id, payee_ref, amount_fen, purpose, requested_at, requested_by, expires_at,
                          approvals_needed, split, case_id)
values (:disbursement_id, :fund_id, :payee_ref, :amount_fen, :purpose, :requested_at, :requested_by, :expires_at, :approvals_needed, :split, :case_id)

-- name: places-of-disbursement
select fund_id, case_id from disbursement where id = :disbursement_id

-- name: disbursement-for-command
select d.id, d.payee_ref, d.amount_fen, d.purpose, d.state, d.requested_at, d.requested_by, d.expires_at, d.approvals_needed,
       d.case_id, array(select approver from approval a where a.disbursement_id = d.id) as approvers
from disbursement d where d.id = :disbursement_id for update of d

-- name: close-by
-- What the payee, the household's cases and their members were promised, with a case or without, and namesakes of the
-- payee who cannot be distinguished (see `related`). Who admits a payee holds that person's row until commit, as the
-- household's cases and the name, so two requests for one of them take turns here.
select coalesce(sum(amount_fen), 0)::bigint from disbursement
where (payee_ref = :payee_ref or case_id = any(:household::uuid[]) or payee_ref in (
    select subject_ref from case_member join person using (fingerprint) where case_id = any(:household::uuid[])
) or payee_ref in (
    select o.subject_ref from person p join person o using (name_key)
    where p.subject_ref = :payee_ref and o.subject_ref <> :payee_ref and not told_apart(o.fingerprint, p.fingerprint)
)) and requested_at >= :since and state in ('requested', 'approved', 'paid')

-- name: admit-fingerprint
-- A member of a household is paid without a name here: the name is in the case's sealed file.
insert into person (subject_ref, fingerprint, name, name_key)
values (:subject_ref, :fingerprint, '', (select name_key from case_member where fingerprint = :fingerprint limit 1))
on conflict (fingerprint) do update set name_key = coalesce(person.name_key, excluded.name_key) returning subject_ref

-- name: lock-name
-- One known by phone and one by ID number share no row; requests for namesakes take turns by the name.
select pg_advisory_xact_lock(hashtextextended(encode(:name_key::bytea, 'hex'), 4))

-- name: remember-name
update person set name_key = :name_key where subject_ref = :subject_ref and name_key is distinct from :name_key

-- name: fingerprint-of
select fingerprint from person where subject_ref = :subject_ref

-- name: insert-approval
insert into approval (disbursement_id, approver, approved_at) values (:disbursement_id, :approver, :approved_at)

-- name: approve-disbursement
update disbursement set state = 'approved', approved_at = :approved_at, approved_by = :approved_by where id = :disbursement_id

-- name: reject-disbursement
update disbursement set state = 'rejected', rejected_at = :rejected_at, rejected_by = :rejected_by where id = :disbursement_id

-- name: expire-disbursement
update disbursement set state = 'expired', expired_at = :expired_at where id = :disbursement_id

-- name: pay-disbursement
update disbursement set state = 'paid', paid_at = :paid_at, paid_by = :paid_by where id = :disbursement_id

-- name: reverse-disbursement
update disbursement set state = 'reversed', reversed_at = :reversed_at where id = :disbursement_id

-- name: expired-disbursements
select id from disbursement where state in ('requested', 'approved') and expires_at <= :due order by id limit 100

-- name: list-disbursements
-- Without the payee's name: who decides sees what for and how much, and may ask the submitter.
select d.id, d.fund_id, d.payee_ref, d.amount_fen, d.purpose, d.state, d.requested_at, d.requested_by, d.approved_at,
       d.approved_by, d.rejected_at, d.rejected_by, d.paid_at, d.paid_by, d.expires_at, d.expired_at, d.reversed_at,
       d.approvals_needed, d.split, d.case_id, c.number as case_number,
       array(select approver from approval a where a.disbursement_id = d.id order by approved_at) as approvers
from disbursement d left join relief_case c on c.id = d.case_id
where (:state::text is null or d.state = :state)
  and (:before::uuid is null or (d.requested_at, d.id) < (select b.requested_at, b.id from disbursement b where b.id = :before))
order by d.requested_at desc, d.id desc limit :limit

-- name: disbursement-exists
select true from disbursement where id = :id

-- name: needs-hand
select 'disbursement-awaits-approval' as kind, count(*) as count from disbursement where state = 'requested'
union all select 'disbursement-awaits-payment', count(*) from disbursement where state = 'approved'
union all select 'objection-awaits-decision', count(*) from objection where state = 'open'
union all select 'agreement-awaits-signature', count(*) from agreement where state = 'draft'
