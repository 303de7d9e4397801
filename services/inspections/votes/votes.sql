-- name: verified-nomination-of
select id, establishment_id, category, nominated_at from nomination
where round_id = :round_id and subject_ref = :subject_ref and recorded_by <> 'public'

-- name: nomination-by-receipt
select id, establishment_id, category, nominated_at from nomination
where round_id = :round_id and subject_ref = :subject_ref and receipt = :receipt

-- name: insert-nomination
insert into nomination
    (id, round_id, subject_ref, establishment_id, category, nominated_at, recorded_by, receipt, counted)
values (:nomination_id, :round_id, :subject_ref, :establishment_id, :category, :nominated_at, :recorded_by, :receipt, :recorded_by <> 'public')

-- name: replace-nomination
update nomination set establishment_id = :establishment_id, category = :category, nominated_at = :nominated_at, recorded_by = :recorded_by where id = :nomination_id

-- name: voter-of
insert into voter (subject_ref, account) values (:subject_ref, :account)
on conflict (account) do update set account = excluded.account returning subject_ref

-- name: insert-paper-batch
insert into paper_batch (id, round_id, codes, issued_at, issued_by) values (:batch_id, :round_id, :codes, :issued_at, :issued_by)

-- name: insert-paper-codes
insert into paper_code (code_hash, batch_id, round_id, subject_ref)
select code_hash, :batch_id, :round_id, subject_ref from unnest(:code_hashes::bytea[], :subject_refs::uuid[]) as c(code_hash, subject_ref)

-- name: use-paper-code
update paper_code set used_at = :used_at where code_hash = :code_hash and round_id = :round_id and used_at is null returning subject_ref

-- name: paper-code-is-known
select exists (select 1 from paper_code where code_hash = :code_hash and round_id = :round_id)

-- name: paper-batches
select b.id, b.codes, b.issued_at,
       (select count(*) from paper_code c where c.batch_id = b.id and c.used_at is not null) as used
from paper_batch b where b.round_id = :round_id order by b.issued_at, b.id

-- name: one-paper-batch
select b.codes, b.issued_at, r.title, r.closes_at from paper_batch b join round r on r.id = b.round_id
where b.round_id = :round_id and b.id = :batch_id
