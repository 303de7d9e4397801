-- An objection to an erased household's case goes with it, and so do the fingerprints of whom it alone admitted.
alter table objection alter column wrapped_key drop not null;
update objection o set wrapped_key = null, sealed = ''
from notice n join relief_case c on c.id = n.case_id where n.id = o.notice_id and c.erased_at is not null;
update person p set fingerprint = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
where exists (select 1 from disbursement d where d.payee_ref = p.subject_ref) and not exists (
    select 1 from disbursement d left join relief_case c on c.id = d.case_id
    where d.payee_ref = p.subject_ref and c.erased_at is null
);
