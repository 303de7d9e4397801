-- name: insert-relation
insert into relation (fingerprint, account, organisation_id, declared_at, declared_by, name_key) values (:fingerprint, :account, :organisation_id, :declared_at, :declared_by, :name_key)

-- name: related
-- Whether the payee or anybody who shares a case with them was declared close to the account or to a donor. A namesake
-- who cannot be distinguished, known by phone where the other is known by ID number, counts: who gives both is distinguished.
select exists (
    select 1 from relation r
    where (r.account = :account or r.organisation_id = any(:organisation_id::uuid[]))
      and (r.fingerprint = :fingerprint::bytea or r.fingerprint in (
          select m.fingerprint from case_member own join case_member m using (case_id)
          where own.case_id = :case_id or own.fingerprint = :fingerprint
      ) or exists (
          select from person p where p.fingerprint = :fingerprint and p.name_key = r.name_key and not told_apart(p.fingerprint, r.fingerprint)
      ) or exists (
          select from case_member m
          where m.case_id = :case_id and m.name_key = r.name_key and not told_apart(m.fingerprint, r.fingerprint)
      ))
)

-- name: ask-to-forget
update person set forget_asked_at = coalesce(forget_asked_at, :requested_at) where fingerprint = any(:fingerprints::bytea[])

-- name: kept-of-people
select 'open-payment' as kept where exists (
    select from disbursement d join person p on p.subject_ref = d.payee_ref
    where p.fingerprint = any(:fingerprints::bytea[]) and d.state in ('requested', 'approved'))
union all
select 'case-file' where exists (select from case_member where fingerprint = any(:fingerprints::bytea[]))
union all
select 'relation' where exists (select from relation where fingerprint = any(:fingerprints::bytea[]))

-- name: forget-names
-- A person who is still to be paid is paid by name.
update person p set name = '', phone = null
where forget_asked_at is not null and (name <> '' or phone is not null) and not exists (
    select from disbursement d where d.payee_ref = p.subject_ref and d.state in ('requested', 'approved')
) returning subject_ref

-- name: forget-marks
with due as (
    select subject_ref, fingerprint from person p
    where forget_asked_at is not null and name = '' and phone is null
    and not exists (select from disbursement d where d.payee_ref = p.subject_ref
                    and (d.requested_at >= :requested_at or d.state in ('requested', 'approved')))
    and not exists (select from case_member m where m.fingerprint = p.fingerprint)
    and not exists (select from relation r where r.fingerprint = p.fingerprint)
), gone as (
    delete from person_identifier i using due where i.person = due.fingerprint
)
update person p set name_key = null, forget_asked_at = null,
    fingerprint = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
from due where p.subject_ref = due.subject_ref
