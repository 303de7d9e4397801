-- name: insert-agreement
insert into agreement (id, title, source, drafted_at) values ($1, $2, $3, $4)

-- name: insert-parties
insert into party (agreement_id, organisation_id, place) select $1, * from unnest($2::uuid[]) with ordinality

-- name: lock-agreement
select id, title, state from agreement where id = $1 for update

-- name: parties-of
select agreement_id, organisation_id, signed_at from party where agreement_id = any($1::uuid[])
order by agreement_id, place

-- name: sign-party
update party set signed_at = $3, recorded_by = $4 where agreement_id = $1 and organisation_id = $2

-- name: touch-agreement
update agreement set seq = seq + 1 where id = $1 returning seq

-- name: activate-agreement
update agreement set state = 'active', activated_at = $2, seq = seq + 1 where id = $1 returning seq

-- name: insert-project
insert into project (id, title, programme, organisation_id, need_fen, opened_at, source)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: lock-project
-- The aggregate's row first, always: claims, withdrawals and fulfilments of one project take turns.
select id, programme from project where id = $1 for update

-- name: take-need
-- I-32: the condition and the change are one statement; whoever comes second sees the need taken.
update project set claimed_fen = claimed_fen + $2, seq = seq + 1
where id = $1 and claimed_fen + $2 <= need_fen
returning seq, need_fen - claimed_fen as left_fen

-- name: free-need
update project set claimed_fen = claimed_fen - $2, seq = seq + 1 where id = $1
returning seq, need_fen - claimed_fen as left_fen

-- name: touch-project
update project set seq = seq + 1 where id = $1 returning seq, need_fen - claimed_fen as left_fen

-- name: insert-claim
insert into claim (id, project_id, organisation_id, amount_fen, claimed_at, recorded_by) values ($1, $2, $3, $4, $5, $6)

-- name: project-of-claim
select project_id from claim where id = $1

-- name: claim-for-command
select id, organisation_id, amount_fen, state, claimed_at from claim where id = $1 for update

-- name: settle-claim
update claim set state = $2, settled_at = $3 where id = $1

-- name: insert-fund
insert into fund (id, title, purpose, programme, organisation_id, opened_at, source) values ($1, $2, $3, $4, $5, $6, $7)

-- name: insert-accounts
insert into account (fund_id, kind) select $1, kind from unnest($2::text[]) with ordinality as a (kind, place) order by place

-- name: lock-fund
-- The aggregate's row first, always: everything that touches one fund takes turns here.
select id, programme, organisation_id, entries, head from fund where id = $1 for update

-- name: move-money
-- I-21: money leaves an account only if it is there; `received` is the outside world and may go below zero.
update account set balance_fen = balance_fen + $3
where fund_id = $1 and kind = $2 and (kind = 'received' or balance_fen + $3 >= 0)

-- name: insert-entry
insert into entry (fund_id, number, kind, reference, occurred_at, posted_at, previous_hash, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: insert-postings
insert into posting (fund_id, number, account_id, amount_fen)
select $1, $2, account.id, leg.amount_fen
from unnest($3::text[], $4::bigint[]) as leg (kind, amount_fen)
join account on account.fund_id = $1 and account.kind = leg.kind

-- name: head-of-fund
update fund set entries = $2, head = $3, seq = seq + 1 where id = $1 returning seq

-- name: touch-fund
update fund set seq = seq + 1 where id = $1 returning seq

-- name: available-of
select balance_fen from account where fund_id = $1 and kind = 'available'

-- name: insert-donation
insert into donation (id, fund_id, organisation_id, amount_fen, received_at, source, recorded_by)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: insert-disbursement
insert into disbursement (id, fund_id, payee_ref, amount_fen, purpose, requested_at, requested_by)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: fund-of-disbursement
select fund_id from disbursement where id = $1

-- name: disbursement-for-command
select id, fund_id, amount_fen, purpose, state, requested_at, requested_by, approved_by from disbursement
where id = $1 for update

-- name: approve-disbursement
update disbursement set state = 'approved', approved_at = $2, approved_by = $3 where id = $1

-- name: reject-disbursement
update disbursement set state = 'rejected', rejected_at = $2, rejected_by = $3 where id = $1

-- name: pay-disbursement
update disbursement set state = 'paid', paid_at = $2, paid_by = $3 where id = $1

-- name: list-agreements
select id, title, source, state, drafted_at, activated_at from agreement where id > $1 order by id limit $2

-- name: list-projects
select id, title, programme, organisation_id, need_fen, claimed_fen, opened_at, source from project
where id > $1 order by id limit $2

-- name: claims-of
select id, project_id, organisation_id, amount_fen, state, claimed_at, settled_at from claim
where project_id = any($1::uuid[]) order by project_id, id

-- name: list-funds
select f.id, f.title, f.purpose, f.programme, f.organisation_id, f.opened_at, f.source, f.entries,
       encode(f.head, 'hex') as head,
       sum(a.balance_fen) filter (where a.kind = 'available')::bigint as available_fen,
       sum(a.balance_fen) filter (where a.kind = 'reserved')::bigint as reserved_fen,
       -sum(a.balance_fen) filter (where a.kind = 'received')::bigint as received_fen,
       sum(a.balance_fen) filter (where a.kind = 'disbursed')::bigint as disbursed_fen
from fund f join account a on a.fund_id = f.id
where f.id > $1 group by f.id order by f.id limit $2

-- name: fund-exists
select true from fund where id = $1

-- name: list-entries
select number, kind, reference, occurred_at, posted_at, encode(previous_hash, 'hex') as previous_hash,
       encode(hash, 'hex') as hash
from entry where fund_id = $1 and number > $2 order by number limit $3

-- name: legs-of
select p.number, a.kind as account, p.amount_fen from posting p join account a on a.id = p.account_id
where p.fund_id = $1 and p.number = any($2::bigint[]) order by p.number, a.id

-- name: list-disbursements
-- Without the payee's name: who decides sees what for and how much, and may ask the submitter.
select id, fund_id, payee_ref, amount_fen, purpose, state, requested_at, requested_by, approved_at, approved_by,
       rejected_at, rejected_by, paid_at, paid_by
from disbursement where ($1::text is null or state = $1) and id > $2 order by id limit $3

-- name: needs-hand
select 'disbursement-awaits-approval' as kind, count(*) as count from disbursement where state = 'requested'
union all select 'disbursement-awaits-payment', count(*) from disbursement where state = 'approved'
union all select 'agreement-awaits-signature', count(*) from agreement where state = 'draft'
