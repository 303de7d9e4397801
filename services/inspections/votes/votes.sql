-- name: verified-nomination-of
select id, establishment_id, category, nominated_at from nomination
where round_id = $1 and subject_ref = $2 and recorded_by <> 'public'

-- name: nomination-by-receipt
select id, establishment_id, category, nominated_at from nomination
where round_id = $1 and subject_ref = $2 and receipt = $3

-- name: insert-nomination
insert into nomination
    (id, round_id, subject_ref, establishment_id, category, nominated_at, recorded_by, receipt, counted)
values ($1, $2, $3, $4, $5, $6, $7, $8, $7 <> 'public')

-- name: replace-nomination
update nomination set establishment_id = $2, category = $3, nominated_at = $4, recorded_by = $5 where id = $1

-- name: voter-of
insert into voter (subject_ref, account) values ($1, $2)
on conflict (account) do update set account = excluded.account returning subject_ref

-- name: insert-paper-batch
insert into paper_batch (id, round_id, codes, issued_at, issued_by) values ($1, $2, $3, $4, $5)

-- name: insert-paper-codes
insert into paper_code (code_hash, batch_id, round_id, subject_ref)
select code_hash, $1, $2, subject_ref from unnest($3::bytea[], $4::uuid[]) as c(code_hash, subject_ref)

-- name: use-paper-code
update paper_code set used_at = $3 where code_hash = $1 and round_id = $2 and used_at is null returning subject_ref

-- name: paper-code-is-known
select exists (select 1 from paper_code where code_hash = $1 and round_id = $2)

-- name: paper-batches
select b.id, b.codes, b.issued_at,
       (select count(*) from paper_code c where c.batch_id = b.id and c.used_at is not null) as used
from paper_batch b where b.round_id = $1 order by b.issued_at, b.id

-- name: one-paper-batch
select b.codes, b.issued_at, r.title, r.closes_at from paper_batch b join round r on r.id = b.round_id
where b.round_id = $1 and b.id = $2
