-- A constraint's name is the name of the rule it guards (docs: services/relief/README.md).
create table agreement (
    id           uuid constraint "agreement-already-exists" primary key,
    title        text not null,
    source       text not null,
    state        text not null default 'draft' check (state in ('draft', 'active')),
    drafted_at   timestamptz not null,
    activated_at timestamptz,
    seq          bigint not null default 1,
    check ((state = 'active') = (activated_at is not null))
);

create table party (
    agreement_id    uuid not null references agreement,
    organisation_id uuid not null,
    place           smallint not null,
    signed_at       timestamptz,
    recorded_by     text,
    constraint "party-named-twice" primary key (agreement_id, organisation_id),
    check ((signed_at is null) = (recorded_by is null))
);

create table project (
    id              uuid constraint "project-already-exists" primary key,
    title           text not null,
    programme       text not null,
    organisation_id uuid not null,
    need_fen        bigint not null check (need_fen >= 1),
    claimed_fen     bigint not null default 0 check (claimed_fen >= 0),
    opened_at       timestamptz not null,
    source          text not null,
    seq             bigint not null default 1,
    -- I-32: the last guard behind the conditional update of `claim`.
    constraint "project-fully-claimed" check (claimed_fen <= need_fen)
);

create table claim (
    id              uuid constraint "claim-already-exists" primary key,
    project_id      uuid not null references project,
    organisation_id uuid not null,
    amount_fen      bigint not null check (amount_fen >= 1),
    state           text not null default 'accepted' check (state in ('accepted', 'withdrawn', 'fulfilled')),
    claimed_at      timestamptz not null,
    settled_at      timestamptz,
    recorded_by     text not null,
    check ((state = 'accepted') = (settled_at is null))
);
create index claim_by_project on claim (project_id, id);

create table fund (
    id              uuid constraint "fund-already-exists" primary key,
    title           text not null,
    purpose         text not null,
    programme       text not null,
    organisation_id uuid not null,
    opened_at       timestamptz not null,
    source          text not null,
    -- How many entries its ledger has, and the hash of the last one.
    entries         bigint not null default 0,
    head            bytea not null default decode(repeat('00', 32), 'hex') check (length(head) = 32),
    seq             bigint not null default 1
);

-- I-20: four balances a fund, their sum is always zero.
create table account (
    id          bigint generated always as identity primary key,
    fund_id     uuid not null references fund,
    kind        text not null check (kind in ('available', 'reserved', 'received', 'disbursed')),
    balance_fen bigint not null default 0,
    unique (fund_id, kind),
    unique (fund_id, id),
    -- I-21: the last guard behind the conditional update of the ledger.
    constraint "fund-insufficient" check (kind <> 'available' or balance_fen >= 0),
    check (kind not in ('reserved', 'disbursed') or balance_fen >= 0),
    check (kind <> 'received' or balance_fen <= 0)
);

create table donation (
    id              uuid constraint "donation-already-exists" primary key,
    fund_id         uuid not null references fund,
    organisation_id uuid not null,
    amount_fen      bigint not null check (amount_fen >= 1),
    received_at     timestamptz not null,
    source          text not null,
    recorded_by     text not null
);
create index donation_by_fund on donation (fund_id, id);

-- People stay here: events carry no payee, the ID number is never stored (kernel/persons.py).
create table person (
    subject_ref uuid primary key,
    fingerprint bytea not null unique,
    name        text not null,
    phone       text
);

create table disbursement (
    id           uuid primary key,
    fund_id      uuid not null references fund,
    payee_ref    uuid not null references person,
    amount_fen   bigint not null check (amount_fen >= 1),
    purpose      text not null,
    state        text not null default 'requested' check (state in ('requested', 'approved', 'rejected', 'paid')),
    requested_at timestamptz not null,
    requested_by text not null,
    approved_at  timestamptz,
    approved_by  text,
    rejected_at  timestamptz,
    rejected_by  text,
    paid_at      timestamptz,
    paid_by      text,
    -- I-23: who decides is not who asked, and who pays is neither.
    constraint "approver-is-submitter" check (approved_by <> requested_by and rejected_by <> requested_by),
    constraint "payer-is-submitter" check (paid_by <> requested_by),
    constraint "payer-is-approver" check (paid_by <> approved_by),
    check ((state in ('approved', 'paid')) = (approved_by is not null)),
    check ((state = 'rejected') = (rejected_by is not null)),
    check ((state = 'paid') = (paid_by is not null)),
    check ((approved_by is null) = (approved_at is null)),
    check ((rejected_by is null) = (rejected_at is null)),
    check ((paid_by is null) = (paid_at is null))
);
create index disbursement_by_state on disbursement (state, id);

create table entry (
    fund_id       uuid not null references fund,
    number        bigint not null check (number >= 1),
    kind          text not null check (kind in ('donation', 'reserve', 'void', 'pay')),
    -- The donation or the disbursement it is about.
    reference     uuid not null,
    occurred_at   timestamptz not null,
    posted_at     timestamptz not null,
    previous_hash bytea not null check (length(previous_hash) = 32),
    hash          bytea not null check (length(hash) = 32),
    primary key (fund_id, number),
    -- I-24: nothing posts twice, whatever is retried.
    constraint "entry-already-posted" unique (kind, reference)
);
-- I-25: what was reserved is paid or voided, never both.
create unique index "reserve-already-resolved" on entry (reference) where kind in ('void', 'pay');

create table posting (
    fund_id    uuid not null,
    number     bigint not null,
    account_id bigint not null,
    amount_fen bigint not null check (amount_fen <> 0),
    primary key (fund_id, number, account_id),
    foreign key (fund_id, number) references entry,
    foreign key (fund_id, account_id) references account (fund_id, id)
);

-- I-22: an entry is corrected by another entry, never edited and never removed, whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'entries are followed by others, never changed' using errcode = 'restrict_violation',
        constraint = 'entry-is-final';
end $$;
create trigger entry_is_final before update or delete on entry for each row execute function refuse_change();
create trigger entry_is_not_emptied before truncate on entry for each statement execute function refuse_change();
create trigger posting_is_final before update or delete on posting for each row execute function refuse_change();
create trigger posting_is_not_emptied before truncate on posting for each statement execute function refuse_change();

-- I-20: at commit an entry has two legs or more, and they sum to zero.
create function require_balance() returns trigger language plpgsql as $$
declare
    legs integer;
    total numeric;
begin
    select count(*), coalesce(sum(amount_fen), 0) into legs, total from posting
    where fund_id = new.fund_id and number = new.number;
    if legs < 2 or total <> 0 then
        raise exception 'the legs of an entry sum to zero' using errcode = 'integrity_constraint_violation',
            constraint = 'entry-unbalanced';
    end if;
    return null;
end $$;
create constraint trigger entry_balances after insert on entry
    deferrable initially deferred for each row execute function require_balance();
create constraint trigger posting_balances after insert on posting
    deferrable initially deferred for each row execute function require_balance();
