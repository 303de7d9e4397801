-- name: standard-on
select monthly_fen from living_standard where valid_from <= :day order by valid_from desc limit 1

-- name: insert-standard
insert into living_standard (valid_from, monthly_fen, document, recorded_by) values (:valid_from, :monthly_fen, :document, :recorded_by)

-- name: list-standards
select valid_from, monthly_fen, document from living_standard order by valid_from

-- name: insert-case
insert into relief_case (id, number, category, neighbourhood_id, persons, monthly_fen, months, cap_fen, opened_at,
                         opened_by, starts_on, valid_until, source, wrapped_key, sealed, neighbourhood)
values (:case_id, :number, :category, :neighbourhood_id, :persons, :monthly_fen, :months, :cap_fen, :opened_at, :opened_by, :starts_on, :valid_until, :source, :wrapped_key, :sealed, :neighbourhood)

-- name: insert-members
insert into case_member (case_id, place, fingerprint, name_key) select :case_id, place, fingerprint, name_key
from unnest(:fingerprints::bytea[], :name_keys::bytea[]) with ordinality as m (fingerprint, name_key, place)

-- name: lock-case
select id, category, neighbourhood_id, neighbourhood, state, opened_by, validated_by, monthly_fen, months, promised_fen,
       starts_on, valid_until
from relief_case where id = :case_id for update

-- name: member-of-case
select fingerprint from case_member where case_id = :case_id and place = :place

-- name: cases-of-household
select distinct case_id as id from case_member
where fingerprint = :fingerprint or fingerprint in (select fingerprint from case_member where case_id = :case_id)

-- name: lock-household
-- Every case that is linked to the payee or to the case by shared people, in one order for all, so that simultaneous
-- requests for one household take turns.
select id from relief_case where id in (
    with recursive kin as (
        select case_id from case_member where fingerprint = :fingerprint or case_id = :case_id
        union
        select n.case_id from kin k join case_member m using (case_id) join case_member n on n.fingerprint = m.fingerprint
    )
    select case_id from kin
) order by id for update

-- name: lock-grants
-- Grants are decided one after the other, or two cases of one household would each find themselves within the cap.
select pg_advisory_xact_lock(2, 1)

-- name: kin-of-case
-- The case itself and every granted one that is linked to it by shared people, also over others.
with recursive kin as (
    select :id::uuid as id
    union
    select o.id from kin k
    join case_member m on m.case_id = k.id
    join case_member n using (fingerprint)
    join relief_case o on o.id = n.case_id and o.state in ('approved', 'paid')
)
select c.id, c.starts_on, c.valid_until, c.monthly_fen,
       array(select fingerprint from case_member m where m.case_id = c.id) as members
from kin join relief_case c using (id) order by c.id

-- name: validate-case
update relief_case set state = 'validated', validated_at = :validated_at, validated_by = :validated_by where id = :case_id

-- name: decide-case
update relief_case set state = :state, decided_at = :decided_at, decided_by = :decided_by where id = :case_id

-- name: set-case-state
update relief_case set state = :state where id = :id

-- name: promise
update relief_case set promised_fen = promised_fen + :amount_fen where id = :case_id

-- name: give-back
update relief_case set promised_fen = promised_fen - :amount_fen where id = :case_id

-- name: lock-case-of-payment
-- Before the fund, as every command locks them; which entry paid which payee never changes.
select c.id from relief_case c where c.id = (
    select d.case_id from entry e join disbursement d on d.id = e.reference
    where e.fund_id = :fund_id and e.number = :number and e.kind = 'pay'
) for update

-- name: return-to-case
update relief_case set promised_fen = promised_fen - :amount_fen, state = case state when 'paid' then 'approved' else state end
where id = :id

-- name: settle-paid-case
-- Paid when the whole grant went out.
update relief_case c set state = 'paid' where c.id = :case_id and c.state = 'approved' and c.monthly_fen * c.months =
    (select coalesce(sum(amount_fen), 0) from disbursement d where d.case_id = c.id and d.state = 'paid')

-- name: forget-members
delete from case_member where case_id = :case_id returning fingerprint

-- name: forget-identifiers
delete from person_identifier i where person = any(:person::bytea[])
and not exists (select from person p where p.fingerprint = i.person)
and not exists (select from case_member m where m.fingerprint = i.person)
and not exists (select from relation r where r.fingerprint = i.person)

-- name: forget-case
update relief_case set wrapped_key = null, sealed = '', erased_at = :erased_at where id = :case_id

-- name: forget-objections
update objection set wrapped_key = null, sealed = ''
where notice_id in (select id from notice where case_id = :case_id)

-- name: lock-payees-of-case
select 1 from person where subject_ref in (select payee_ref from disbursement where case_id = :case_id)
order by subject_ref for update

-- name: forget-payees
-- Payees that only forgotten cases admitted: bytes that match no person, so that the row still stands for what was paid.
update person p set fingerprint = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), name_key = null
where subject_ref in (select payee_ref from disbursement where case_id = :case_id) and not exists (
    select 1 from disbursement d left join relief_case c on c.id = d.case_id
    where d.payee_ref = p.subject_ref and c.erased_at is null
)

-- name: expired-cases
select id from relief_case where state in ('draft', 'validated', 'approved') and valid_until < :due order by id limit 100

-- name: list-cases
select c.id, c.number, c.category, c.neighbourhood_id, c.neighbourhood, c.persons, c.monthly_fen, c.months, c.cap_fen, c.promised_fen,
       c.state, c.opened_at, c.opened_by, c.starts_on, c.valid_until, c.validated_at, c.validated_by, c.decided_at,
       c.decided_by, c.source, c.erased_at, n.id as notice_id, n.opens_on, n.closes_on,
       array(select distinct o.number from case_member m join case_member own using (fingerprint)
             join relief_case o on o.id = m.case_id
             where own.case_id = c.id and m.case_id <> c.id order by 1) as duplicates
from relief_case c left join notice n on n.case_id = c.id
where (:one::uuid is null or c.id = :one)
  and (:state::text is null or c.state = :state)
  and (:before::uuid is null or (c.opened_at, c.id) < (select b.opened_at, b.id from relief_case b where b.id = :before))
order by c.opened_at desc, c.id desc limit :limit

-- name: case-exists
select true from relief_case where id = :id

-- name: sealed-case
select wrapped_key, sealed from relief_case where id = :case_id

-- name: insert-read
insert into case_read (case_id, reader, read_at, reason) values (:case_id, :reader, :read_at, :reason)

-- name: list-reads
select r.id as number, r.case_id, c.number as case_number, r.reader, r.read_at, r.reason
from case_read r join relief_case c on c.id = r.case_id where :before::bigint is null or r.id < :before
order by r.id desc limit :limit

-- name: lock-notice-of-case
select id, closes_on from notice where case_id = :case_id for update

-- name: notice-exists
select true from notice where id = :id

-- name: objection-exists
select true from objection where id = :id

-- name: running-notices
-- In the order of the lock that objections and payments take.
select id, opens_on from notice where closes_on >= :closes_on order by id for update

-- name: move-notice
update notice set closes_on = greatest(closes_on, :closes_on) where id = :id
