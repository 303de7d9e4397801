-- A vote that weighs is verified: by the office at the counter, by an account, or by a paper code given out at the stall.
-- What anybody sends with a made-up name is kept, shown apart, and gives no ticket (recorded_by = 'public').
alter table nomination
    -- Votes of accounts and of paper codes have no name here, so no person either.
    drop constraint nomination_subject_ref_fkey,
    drop constraint "one-nomination-a-round",
    -- Whether the figures count it: everything from before, and what is verified since.
    add column counted boolean not null default true,
    -- The fingerprint of the receipt that a browser keeps: with it an unverified vote is replaced, and by nothing else.
    add column receipt bytea,
    add constraint "verified-vote-not-counted" check (counted or recorded_by = 'public'),
    add constraint "receipt-of-a-verified-vote" check (receipt is null or recorded_by = 'public');
-- I-11: one verified vote a person and round; naming something else replaces it.
create unique index "one-nomination-a-round" on nomination (round_id, subject_ref) where recorded_by <> 'public';
create unique index "one-vote-a-receipt" on nomination (round_id, subject_ref, receipt) where receipt is not null;
create index nomination_by_place on nomination (round_id, establishment_id);

-- Accounts that voted, with the pseudonym that events carry.
create table voter (
    subject_ref uuid primary key,
    account     text not null unique
);

create table paper_batch (
    id        uuid primary key,
    round_id  uuid not null references round,
    codes     integer not null check (codes >= 1),
    issued_at timestamptz not null,
    issued_by text not null
);
create index paper_batch_by_round on paper_batch (round_id);

-- A code itself is never stored: it is made again from the batch and the house's secret when the list is printed.
create table paper_code (
    code_hash   bytea primary key check (length(code_hash) = 32),
    batch_id    uuid not null references paper_batch,
    round_id    uuid not null references round,
    subject_ref uuid not null unique,
    used_at     timestamptz
);
create index paper_code_by_batch on paper_code (batch_id);

-- Which votes gave tickets in a frozen pool: all of them in rounds frozen before, verified ones since.
alter table pool add column votes_counted text not null default 'all' check (votes_counted in ('all', 'verified'));
alter table pool_item add column votes integer check (votes >= 0 and votes <= weight);
