-- Restricted funds, reservations that expire, approvals by amount, reversals, receipts, the disclosure clock, heads.
alter table fund add column closed_at timestamptz, add column emergency boolean not null default false;
alter table donation add column reversed_at timestamptz;

alter table disbursement
    drop constraint disbursement_state_check, drop constraint disbursement_check, drop constraint disbursement_check2,
    add column expires_at timestamptz,
    add column expired_at timestamptz,
    add column reversed_at timestamptz,
    add column approvals_needed smallint not null default 1 check (approvals_needed between 1 and 5),
    -- I-23: it belongs to several smaller ones that together reach the threshold.
    add column split boolean not null default false;
-- What waited before there was a term gets a whole one.
update disbursement set expires_at = greatest(requested_at, now()) + interval '30 days';
alter table disbursement
    alter column expires_at set not null,
    add check (state in ('requested', 'approved', 'rejected', 'expired', 'paid', 'reversed')),
    add check (state not in ('approved', 'paid', 'reversed') or approved_by is not null),
    add check (state <> 'requested' or approved_by is null),
    add check ((state in ('paid', 'reversed')) = (paid_by is not null)),
    add check ((state = 'expired') = (expired_at is not null)),
    add check ((state = 'reversed') = (reversed_at is not null));
create index disbursement_by_payee on disbursement (payee_ref, requested_at);
create index disbursement_by_expiry on disbursement (expires_at) where state in ('requested', 'approved');

-- What is written here is followed by other rows, never changed and never removed, whoever asks.
create function refuse_edit() returns trigger language plpgsql as $$
begin
    raise exception 'records are followed by others, never changed' using errcode = 'restrict_violation',
        constraint = 'record-is-final';
end $$;

create table approval (
    disbursement_id uuid not null references disbursement,
    approver        text not null,
    approved_at     timestamptz not null,
    constraint "approver-approves-once" primary key (disbursement_id, approver)
);
insert into approval select id, approved_by, approved_at from disbursement where approved_by is not null;
create trigger approval_is_final before update or delete on approval for each row execute function refuse_edit();
create trigger approval_is_not_emptied before truncate on approval for each statement execute function refuse_edit();

-- I-23: the last guards behind the rules of the domain.
create function guard_approval() returns trigger language plpgsql as $$
begin
    if exists (select 1 from disbursement where id = new.disbursement_id and requested_by = new.approver) then
        raise exception 'nobody approves what he asked for' using errcode = 'integrity_constraint_violation',
            constraint = 'approver-is-submitter';
    end if;
    return new;
end $$;
create trigger approval_by_another before insert on approval for each row execute function guard_approval();

create function guard_decision() returns trigger language plpgsql as $$
begin
    if (select count(*) from approval where disbursement_id = new.id) < new.approvals_needed then
        raise exception 'more people must approve' using errcode = 'integrity_constraint_violation',
            constraint = 'approvals-missing';
    end if;
    if exists (select 1 from approval where disbursement_id = new.id and approver = new.paid_by) then
        raise exception 'nobody pays what he approved' using errcode = 'integrity_constraint_violation',
            constraint = 'payer-is-approver';
    end if;
    return new;
end $$;
create trigger decision_by_enough before update of state on disbursement
    for each row when (new.state in ('approved', 'paid')) execute function guard_decision();

alter table entry drop constraint entry_kind_check,
    add check (kind in ('donation', 'reserve', 'void', 'pay', 'donation-reversal', 'pay-reversal'));

-- I-22: at most one reversal of an entry, linked both ways.
create table reversal (
    fund_id     uuid not null,
    reversed    bigint not null,
    number      bigint not null check (number > reversed),
    reason      text not null,
    recorded_by text not null,
    constraint "entry-already-reversed" primary key (fund_id, reversed),
    unique (fund_id, number),
    foreign key (fund_id, reversed) references entry,
    foreign key (fund_id, number) references entry
);
create trigger reversal_is_final before update or delete on reversal for each row execute function refuse_edit();
create trigger reversal_is_not_emptied before truncate on reversal for each statement execute function refuse_edit();

-- I-26: restricted money moves to another purpose only with every donor's recorded consent.
create table purpose_change (
    id          uuid primary key,
    fund_id     uuid not null references fund,
    from_what   text not null,
    to_what     text not null check (to_what <> from_what),
    changed_at  timestamptz not null,
    recorded_by text not null
);
create table consent (
    change_id       uuid not null references purpose_change,
    organisation_id uuid not null,
    document        text not null,
    consented_at    timestamptz not null,
    primary key (change_id, organisation_id)
);
create trigger consent_is_final before update or delete on consent for each row execute function refuse_edit();

-- Numbers without gaps: the row is locked until the transaction ends, and a rolled back number was never given.
create table counter (name text primary key, last bigint not null check (last >= 1));

-- An issued receipt never disappears (CDNTaxReceipts#34): it is voided, with a reason, and stays.
create table receipt (
    number      bigint primary key check (number >= 1),
    donation_id uuid not null references donation,
    amount_fen  bigint not null check (amount_fen >= 1),
    issued_at   timestamptz not null,
    issued_by   text not null,
    voided_at   timestamptz,
    void_reason text,
    check ((voided_at is null) = (void_reason is null))
);
create unique index "receipt-already-exists" on receipt (donation_id) where voided_at is null;
create function guard_receipt() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.voided_at is null and new.voided_at is not null
       and (new.number, new.donation_id, new.amount_fen, new.issued_at, new.issued_by)
         = (old.number, old.donation_id, old.amount_fen, old.issued_at, old.issued_by) then
        return new;
    end if;
    raise exception 'a receipt is voided, never changed' using errcode = 'restrict_violation',
        constraint = 'receipt-is-final';
end $$;
create trigger receipt_is_final before update or delete on receipt for each row execute function guard_receipt();
create trigger receipt_is_not_emptied before truncate on receipt for each statement execute function guard_receipt();

-- 慈善法 art. 72, 79: what was told to the public about a fund, and when.
create table disclosure (
    fund_id      uuid not null references fund,
    disclosed_on date not null,
    final        boolean not null default false,
    document     text not null,
    recorded_by  text not null,
    constraint "disclosure-already-exists" primary key (fund_id, disclosed_on)
);

-- I-29: the head of each ledger as it was last told to everybody.
create table told_head (
    fund_id uuid primary key references fund,
    entries bigint not null check (entries >= 1),
    seq     bigint not null
);
