-- name: insert-inspector
insert into inspector (id, account, name, registered_at) values (:inspector_id, :account, :name, :registered_at)

-- name: insert-conflict
insert into inspector_conflict (inspector_id, establishment_id, reason, declared_at) values (:inspector_id, :establishment_id, :reason, :declared_at)

-- name: on-training-register
select exists (select from person p join staff s on s.subject_ref = p.subject_ref
               where p.fingerprint = any(:fingerprints::bytea[]) and s.on_duty)

-- name: erase-people
with due as (
    select p.subject_ref, p.fingerprint from person p where p.fingerprint = any(:fingerprints::bytea[])
    and not exists (select from staff s where s.subject_ref = p.subject_ref and s.on_duty)
), gone as (
    delete from person_identifier i using due where i.person = due.fingerprint or i.fingerprint = due.fingerprint
)
update person p set name = '', phone = null, keyed = true,
    fingerprint = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
from due where p.subject_ref = due.subject_ref returning p.subject_ref

-- name: erase-voter
-- The vote counts on; which account it was is gone.
update voter set account = 'erased/' || subject_ref where account = :account

-- name: insert-laboratory
insert into laboratory (id, name, in_force_from, in_force_to, source) values (:laboratory_id, :name, :in_force_from, :in_force_to, :source)
