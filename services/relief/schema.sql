-- Generated from the migrations by `python -m tools.schema`; read it, and change it by a new migration.

create table account (
    id bigint not null generated always as identity,
    fund_id uuid not null,
    kind text not null,
    balance_fen bigint not null default 0,
    constraint "account_pkey" PRIMARY KEY (id),
    constraint "account_fund_id_id_key" UNIQUE (fund_id, id),
    constraint "account_fund_id_kind_key" UNIQUE (fund_id, kind),
    constraint "account_fund_id_fkey" FOREIGN KEY (fund_id) REFERENCES fund(id),
    constraint "account_check" CHECK ((kind <> ALL (ARRAY['reserved'::text, 'disbursed'::text])) OR balance_fen >= 0),
    constraint "account_check1" CHECK (kind <> 'received'::text OR balance_fen <= 0),
    constraint "account_kind_check" CHECK (kind = ANY (ARRAY['available'::text, 'reserved'::text, 'received'::text, 'disbursed'::text])),
    constraint "fund-insufficient" CHECK (kind <> 'available'::text OR balance_fen >= 0)
);

create table agreement (
    id uuid not null,
    title text not null,
    source text not null,
    state text not null default 'draft'::text,
    drafted_at timestamp with time zone not null,
    activated_at timestamp with time zone,
    seq bigint not null default 1,
    starts_on date,
    ends_on date,
    version integer not null default 1,
    renews uuid,
    ended_at timestamp with time zone,
    end_reason text,
    found_by tsvector,
    constraint "agreement-already-exists" PRIMARY KEY (id),
    constraint "agreement-already-renewed" UNIQUE (renews),
    constraint "agreement_renews_fkey" FOREIGN KEY (renews) REFERENCES agreement(id),
    constraint "agreement_check" CHECK ((state = 'draft'::text) <= (activated_at IS NULL)),
    constraint "agreement_check1" CHECK ((state = ANY (ARRAY['ended'::text, 'terminated'::text])) = (ended_at IS NOT NULL)),
    constraint "agreement_state_check" CHECK (state = ANY (ARRAY['draft'::text, 'active'::text, 'ended'::text, 'terminated'::text])),
    constraint "agreement_version_check" CHECK (version >= 1),
    constraint "term-ends-before-it-starts" CHECK (ends_on >= starts_on)
);

CREATE INDEX agreement_by_part_of_name ON agreement USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX agreement_newest ON agreement USING btree (drafted_at, id);
CREATE INDEX agreement_not_read ON agreement USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER agreement_is_final BEFORE UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION guard_signed();
CREATE TRIGGER agreement_renamed BEFORE UPDATE OF title ON agreement FOR EACH ROW WHEN (old.title IS DISTINCT FROM new.title) EXECUTE FUNCTION read_name_again();

create table approval (
    disbursement_id uuid not null,
    approver text not null,
    approved_at timestamp with time zone not null,
    constraint "approver-approves-once" PRIMARY KEY (disbursement_id, approver),
    constraint "approval_disbursement_id_fkey" FOREIGN KEY (disbursement_id) REFERENCES disbursement(id)
);

CREATE TRIGGER approval_by_another BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION guard_approval();
CREATE TRIGGER approval_is_final BEFORE DELETE OR UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER approval_is_not_emptied BEFORE TRUNCATE ON approval FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

create table case_member (
    case_id uuid not null,
    place smallint not null,
    fingerprint bytea not null,
    name_key bytea,
    constraint "case_member_pkey" PRIMARY KEY (case_id, place),
    constraint "member-named-twice" UNIQUE (case_id, fingerprint),
    constraint "case_member_case_id_fkey" FOREIGN KEY (case_id) REFERENCES relief_case(id)
);

CREATE INDEX case_by_member ON case_member USING btree (fingerprint);

create table case_read (
    id bigint not null generated always as identity,
    case_id uuid not null,
    reader text not null,
    read_at timestamp with time zone not null,
    reason text not null,
    constraint "case_read_pkey" PRIMARY KEY (id),
    constraint "case_read_case_id_fkey" FOREIGN KEY (case_id) REFERENCES relief_case(id)
);

CREATE INDEX case_read_by_case ON case_read USING btree (case_id, id);
CREATE TRIGGER case_read_is_final BEFORE DELETE OR UPDATE ON case_read FOR EACH ROW EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER case_read_is_not_emptied BEFORE TRUNCATE ON case_read FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

create table claim (
    id uuid not null,
    project_id uuid not null,
    organisation_id uuid not null,
    amount_fen bigint not null,
    state text not null default 'accepted'::text,
    claimed_at timestamp with time zone not null,
    settled_at timestamp with time zone,
    recorded_by text not null,
    line_id uuid,
    quantity bigint,
    due_on date,
    constraint "claim-already-exists" PRIMARY KEY (id),
    constraint "claim_line_id_fkey" FOREIGN KEY (line_id) REFERENCES project_line(id),
    constraint "claim_project_id_fkey" FOREIGN KEY (project_id) REFERENCES project(id),
    constraint "claim_amount_fen_check" CHECK (amount_fen >= 1),
    constraint "claim_check" CHECK ((state = 'accepted'::text) = (settled_at IS NULL)),
    constraint "claim_check1" CHECK ((line_id IS NULL) = (quantity IS NULL)),
    constraint "claim_quantity_check" CHECK (quantity >= 1),
    constraint "claim_state_check" CHECK (state = ANY (ARRAY['accepted'::text, 'withdrawn'::text, 'fulfilled'::text, 'lapsed'::text]))
);

CREATE INDEX claim_by_due ON claim USING btree (due_on) WHERE (state = 'accepted'::text);
CREATE INDEX claim_by_project ON claim USING btree (project_id, id);

create table consent (
    change_id uuid not null,
    organisation_id uuid not null,
    document text not null,
    consented_at timestamp with time zone not null,
    constraint "consent_pkey" PRIMARY KEY (change_id, organisation_id),
    constraint "consent_change_id_fkey" FOREIGN KEY (change_id) REFERENCES purpose_change(id)
);

CREATE TRIGGER consent_is_final BEFORE DELETE OR UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION refuse_edit();

create table counter (
    name text not null,
    last bigint not null,
    constraint "counter_pkey" PRIMARY KEY (name),
    constraint "counter_last_check" CHECK (last >= 1)
);

create table disbursement (
    id uuid not null,
    fund_id uuid not null,
    payee_ref uuid not null,
    amount_fen bigint not null,
    purpose text not null,
    state text not null default 'requested'::text,
    requested_at timestamp with time zone not null,
    requested_by text not null,
    approved_at timestamp with time zone,
    approved_by text,
    rejected_at timestamp with time zone,
    rejected_by text,
    paid_at timestamp with time zone,
    paid_by text,
    expires_at timestamp with time zone not null,
    expired_at timestamp with time zone,
    reversed_at timestamp with time zone,
    approvals_needed smallint not null default 1,
    split boolean not null default false,
    case_id uuid,
    constraint "disbursement_pkey" PRIMARY KEY (id),
    constraint "disbursement_case_id_fkey" FOREIGN KEY (case_id) REFERENCES relief_case(id),
    constraint "disbursement_fund_id_fkey" FOREIGN KEY (fund_id) REFERENCES fund(id),
    constraint "disbursement_payee_ref_fkey" FOREIGN KEY (payee_ref) REFERENCES person(subject_ref),
    constraint "approver-is-submitter" CHECK (approved_by <> requested_by AND rejected_by <> requested_by),
    constraint "disbursement_amount_fen_check" CHECK (amount_fen >= 1),
    constraint "disbursement_approvals_needed_check" CHECK (approvals_needed >= 1 AND approvals_needed <= 5),
    constraint "disbursement_check" CHECK ((state <> ALL (ARRAY['approved'::text, 'paid'::text, 'reversed'::text])) OR approved_by IS NOT NULL),
    constraint "disbursement_check1" CHECK ((state = 'rejected'::text) = (rejected_by IS NOT NULL)),
    constraint "disbursement_check2" CHECK (state <> 'requested'::text OR approved_by IS NULL),
    constraint "disbursement_check3" CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    constraint "disbursement_check4" CHECK ((rejected_by IS NULL) = (rejected_at IS NULL)),
    constraint "disbursement_check5" CHECK ((paid_by IS NULL) = (paid_at IS NULL)),
    constraint "disbursement_check6" CHECK ((state = ANY (ARRAY['paid'::text, 'reversed'::text])) = (paid_by IS NOT NULL)),
    constraint "disbursement_check7" CHECK ((state = 'expired'::text) = (expired_at IS NOT NULL)),
    constraint "disbursement_check8" CHECK ((state = 'reversed'::text) = (reversed_at IS NOT NULL)),
    constraint "disbursement_state_check" CHECK (state = ANY (ARRAY['requested'::text, 'approved'::text, 'rejected'::text, 'expired'::text, 'paid'::text, 'reversed'::text])),
    constraint "payer-is-approver" CHECK (paid_by <> approved_by),
    constraint "payer-is-submitter" CHECK (paid_by <> requested_by)
);

CREATE INDEX disbursement_by_case ON disbursement USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX disbursement_by_expiry ON disbursement USING btree (expires_at) WHERE (state = ANY (ARRAY['requested'::text, 'approved'::text]));
CREATE INDEX disbursement_by_payee ON disbursement USING btree (payee_ref, requested_at);
CREATE INDEX disbursement_by_state ON disbursement USING btree (state, id);
CREATE INDEX disbursement_newest ON disbursement USING btree (requested_at, id);
CREATE TRIGGER decision_by_enough BEFORE UPDATE OF state ON disbursement FOR EACH ROW WHEN (new.state = ANY (ARRAY['approved'::text, 'paid'::text])) EXECUTE FUNCTION guard_decision();

create table disclosure (
    fund_id uuid not null,
    disclosed_on date not null,
    final boolean not null default false,
    document text not null,
    recorded_by text not null,
    constraint "disclosure-already-exists" PRIMARY KEY (fund_id, disclosed_on),
    constraint "disclosure_fund_id_fkey" FOREIGN KEY (fund_id) REFERENCES fund(id)
);

create table donation (
    id uuid not null,
    fund_id uuid not null,
    organisation_id uuid not null,
    amount_fen bigint not null,
    received_at timestamp with time zone not null,
    source text not null,
    recorded_by text not null,
    reversed_at timestamp with time zone,
    constraint "donation-already-exists" PRIMARY KEY (id),
    constraint "donation_fund_id_fkey" FOREIGN KEY (fund_id) REFERENCES fund(id),
    constraint "donation_amount_fen_check" CHECK (amount_fen >= 1)
);

CREATE INDEX donation_by_fund ON donation USING btree (fund_id, id);

create table emergency (
    fund_id uuid not null,
    reason text not null,
    declared_at timestamp with time zone not null,
    declared_by text not null,
    ended_at timestamp with time zone,
    ended_by text,
    constraint "emergency_fund_id_fkey" FOREIGN KEY (fund_id) REFERENCES fund(id),
    constraint "emergency_check" CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    constraint "emergency_check1" CHECK (ended_at >= declared_at),
    constraint "emergency_reason_check" CHECK (reason = ANY (ARRAY['natural-disaster'::text, 'accident-disaster'::text, 'public-health'::text, 'public-security'::text]))
);

CREATE UNIQUE INDEX "emergency-already-declared" ON emergency USING btree (fund_id) WHERE (ended_at IS NULL);

create table entry (
    fund_id uuid not null,
    number bigint not null,
    kind text not null,
    reference uuid not null,
    occurred_at timestamp with time zone not null,
    posted_at timestamp with time zone not null,
    previous_hash bytea not null,
    hash bytea not null,
    constraint "entry_pkey" PRIMARY KEY (fund_id, number),
    constraint "entry-already-posted" UNIQUE (kind, reference),
    constraint "entry_fund_id_fkey" FOREIGN KEY (fund_id) REFERENCES fund(id),
    constraint "entry_hash_check" CHECK (length(hash) = 32),
    constraint "entry_kind_check" CHECK (kind = ANY (ARRAY['donation'::text, 'reserve'::text, 'void'::text, 'pay'::text, 'donation-reversal'::text, 'pay-reversal'::text])),
    constraint "entry_number_check" CHECK (number >= 1),
    constraint "entry_previous_hash_check" CHECK (length(previous_hash) = 32)
);

CREATE UNIQUE INDEX "reserve-already-resolved" ON entry USING btree (reference) WHERE (kind = ANY (ARRAY['void'::text, 'pay'::text]));
CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_balance();
CREATE TRIGGER entry_is_final BEFORE DELETE OR UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_is_not_emptied BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table fund (
    id uuid not null,
    title text not null,
    purpose text not null,
    programme text not null,
    organisation_id uuid not null,
    opened_at timestamp with time zone not null,
    source text not null,
    entries bigint not null default 0,
    head bytea not null default decode(repeat('00'::text, 32), 'hex'::text),
    seq bigint not null default 1,
    closed_at timestamp with time zone,
    emergency boolean not null default false,
    found_by tsvector,
    constraint "fund-already-exists" PRIMARY KEY (id),
    constraint "fund_head_check" CHECK (length(head) = 32)
);

CREATE INDEX fund_by_part_of_name ON fund USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX fund_newest ON fund USING btree (opened_at, id);
CREATE INDEX fund_not_read ON fund USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER fund_renamed BEFORE UPDATE OF title ON fund FOR EACH ROW WHEN (old.title IS DISTINCT FROM new.title) EXECUTE FUNCTION read_name_again();

create table idempotency (
    principal text not null,
    key text not null,
    request_hash bytea not null,
    status smallint not null,
    reply bytea not null,
    stored_at timestamp with time zone not null default now(),
    constraint "idempotency_pkey" PRIMARY KEY (principal, key)
);

CREATE INDEX idempotency_by_age ON idempotency USING btree (stored_at);

create table inbox (
    consumer text not null,
    aggregate text not null,
    seq bigint not null,
    constraint "inbox_pkey" PRIMARY KEY (consumer, aggregate)
);

create table living_standard (
    valid_from date not null,
    monthly_fen bigint not null,
    document text not null,
    recorded_by text not null,
    constraint "living-standard-already-exists" PRIMARY KEY (valid_from),
    constraint "living_standard_monthly_fen_check" CHECK (monthly_fen >= 1)
);

create table migration (
    name text not null,
    digest text not null,
    applied_at timestamp with time zone not null default now(),
    constraint "migration_pkey" PRIMARY KEY (name)
);

create table notice (
    id uuid not null,
    case_id uuid not null,
    category text not null,
    band text not null,
    neighbourhood_id uuid,
    opens_on date not null,
    closes_on date not null,
    published_by text not null,
    neighbourhood text,
    constraint "notice_pkey" PRIMARY KEY (id),
    constraint "notice-already-exists" UNIQUE (case_id),
    constraint "notice_case_id_fkey" FOREIGN KEY (case_id) REFERENCES relief_case(id),
    constraint "notice_check" CHECK (closes_on > opens_on),
    constraint "notice_check1" CHECK ((neighbourhood_id IS NULL) = (neighbourhood IS NULL))
);

CREATE INDEX notice_newest ON notice USING btree (opens_on, id);

create table objection (
    id uuid not null,
    notice_id uuid not null,
    received_at timestamp with time zone not null,
    wrapped_key bytea,
    sealed bytea not null,
    state text not null default 'open'::text,
    decided_at timestamp with time zone,
    decided_by text,
    channel text not null default 'public'::text,
    sender text,
    taken_up_at timestamp with time zone,
    taken_up_by text,
    reason text,
    constraint "objection_pkey" PRIMARY KEY (id),
    constraint "objection_notice_id_fkey" FOREIGN KEY (notice_id) REFERENCES notice(id),
    constraint "objection_channel_check" CHECK (channel = ANY (ARRAY['public'::text, 'account'::text, 'counter'::text])),
    constraint "objection_check" CHECK ((state = 'open'::text) = (decided_by IS NULL)),
    constraint "objection_check1" CHECK ((taken_up_at IS NULL) = (taken_up_by IS NULL)),
    constraint "objection_check2" CHECK ((channel = 'public'::text) = (sender IS NULL)),
    constraint "objection_check3" CHECK ((state = 'set-aside'::text) = (reason IS NOT NULL)),
    constraint "objection_check4" CHECK (state <> 'set-aside'::text OR channel = 'public'::text),
    constraint "objection_state_check" CHECK (state = ANY (ARRAY['open'::text, 'upheld'::text, 'dismissed'::text, 'set-aside'::text]))
);

CREATE UNIQUE INDEX "already-objected" ON objection USING btree (notice_id, sender) WHERE ((state = 'open'::text) AND (channel = 'account'::text));
CREATE INDEX objection_by_notice ON objection USING btree (notice_id);
CREATE INDEX objection_newest ON objection USING btree (received_at, id);

create table outbox (
    id bigint not null generated always as identity,
    event_id uuid not null,
    topic text not null,
    aggregate text not null,
    aggregate_seq bigint not null,
    type text not null,
    occurred_at timestamp with time zone not null,
    traceparent text,
    store_epoch integer not null,
    data bytea not null,
    published_at timestamp with time zone,
    constraint "outbox_pkey" PRIMARY KEY (id),
    constraint "outbox_aggregate_aggregate_seq_key" UNIQUE (aggregate, aggregate_seq),
    constraint "outbox_event_id_key" UNIQUE (event_id),
    constraint "outbox_aggregate_seq_check" CHECK (aggregate_seq >= 1)
);

CREATE INDEX outbox_unpublished ON outbox USING btree (id) WHERE (published_at IS NULL);

create table party (
    agreement_id uuid not null,
    organisation_id uuid not null,
    place smallint not null,
    signed_at timestamp with time zone,
    recorded_by text,
    constraint "party-named-twice" PRIMARY KEY (agreement_id, organisation_id),
    constraint "party_agreement_id_fkey" FOREIGN KEY (agreement_id) REFERENCES agreement(id),
    constraint "party_check" CHECK ((signed_at IS NULL) = (recorded_by IS NULL))
);

CREATE TRIGGER signature_is_final BEFORE DELETE OR UPDATE ON party FOR EACH ROW EXECUTE FUNCTION guard_party();

create table person (
    subject_ref uuid not null,
    fingerprint bytea not null,
    name text not null,
    phone text,
    keyed boolean not null default false,
    name_key bytea,
    forget_asked_at timestamp with time zone,
    constraint "person_pkey" PRIMARY KEY (subject_ref),
    constraint "person_fingerprint_key" UNIQUE (fingerprint)
);

CREATE INDEX person_by_name ON person USING btree (name_key);
CREATE INDEX person_to_forget ON person USING btree (forget_asked_at) WHERE (forget_asked_at IS NOT NULL);

create table person_identifier (
    fingerprint bytea not null,
    kind text,
    person bytea not null,
    constraint "person_identifier_pkey" PRIMARY KEY (fingerprint),
    constraint "person_identifier_kind_check" CHECK (kind = ANY (ARRAY['id-number'::text, 'phone'::text]))
);

CREATE INDEX identifier_by_person ON person_identifier USING btree (person);
CREATE TRIGGER one_person AFTER UPDATE OF person ON person_identifier FOR EACH ROW WHEN (old.person <> new.person) EXECUTE FUNCTION one_person();

create table position (
    consumer text not null,
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    lost text
);

create table posting (
    fund_id uuid not null,
    number bigint not null,
    account_id bigint not null,
    amount_fen bigint not null,
    constraint "posting_pkey" PRIMARY KEY (fund_id, number, account_id),
    constraint "posting_fund_id_account_id_fkey" FOREIGN KEY (fund_id, account_id) REFERENCES account(fund_id, id),
    constraint "posting_fund_id_number_fkey" FOREIGN KEY (fund_id, number) REFERENCES entry(fund_id, number),
    constraint "posting_amount_fen_check" CHECK (amount_fen <> 0)
);

CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_balance();
CREATE TRIGGER posting_is_final BEFORE DELETE OR UPDATE ON posting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_is_not_emptied BEFORE TRUNCATE ON posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table project (
    id uuid not null,
    title text not null,
    programme text not null,
    organisation_id uuid not null,
    need_fen bigint not null,
    claimed_fen bigint not null default 0,
    opened_at timestamp with time zone not null,
    source text not null,
    seq bigint not null default 1,
    found_by tsvector,
    constraint "project-already-exists" PRIMARY KEY (id),
    constraint "project-fully-claimed" CHECK (claimed_fen <= need_fen),
    constraint "project_claimed_fen_check" CHECK (claimed_fen >= 0),
    constraint "project_need_fen_check" CHECK (need_fen >= 1)
);

CREATE INDEX project_by_part_of_name ON project USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX project_newest ON project USING btree (opened_at, id);
CREATE INDEX project_not_read ON project USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER project_renamed BEFORE UPDATE OF title ON project FOR EACH ROW WHEN (old.title IS DISTINCT FROM new.title) EXECUTE FUNCTION read_name_again();

create table project_line (
    id uuid not null,
    project_id uuid not null,
    place smallint not null,
    title text not null,
    unit text not null,
    needed bigint not null,
    unit_fen bigint not null,
    claimed bigint not null default 0,
    constraint "project_line_pkey" PRIMARY KEY (id),
    constraint "project_line_project_id_place_key" UNIQUE (project_id, place),
    constraint "project_line_project_id_fkey" FOREIGN KEY (project_id) REFERENCES project(id),
    constraint "line-fully-claimed" CHECK (claimed <= needed),
    constraint "project_line_claimed_check" CHECK (claimed >= 0),
    constraint "project_line_needed_check" CHECK (needed >= 1),
    constraint "project_line_unit_fen_check" CHECK (unit_fen >= 1)
);

create table purpose_change (
    id uuid not null,
    fund_id uuid not null,
    from_what text not null,
    to_what text not null,
    changed_at timestamp with time zone not null,
    recorded_by text not null,
    constraint "purpose_change_pkey" PRIMARY KEY (id),
    constraint "purpose_change_fund_id_fkey" FOREIGN KEY (fund_id) REFERENCES fund(id),
    constraint "purpose_change_check" CHECK (to_what <> from_what)
);

create table receipt (
    number bigint not null,
    donation_id uuid not null,
    amount_fen bigint not null,
    issued_at timestamp with time zone not null,
    issued_by text not null,
    voided_at timestamp with time zone,
    void_reason text,
    constraint "receipt_pkey" PRIMARY KEY (number),
    constraint "receipt_donation_id_fkey" FOREIGN KEY (donation_id) REFERENCES donation(id),
    constraint "receipt_amount_fen_check" CHECK (amount_fen >= 1),
    constraint "receipt_check" CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
    constraint "receipt_number_check" CHECK (number >= 1)
);

CREATE UNIQUE INDEX "receipt-already-exists" ON receipt USING btree (donation_id) WHERE (voided_at IS NULL);
CREATE TRIGGER receipt_is_final BEFORE DELETE OR UPDATE ON receipt FOR EACH ROW EXECUTE FUNCTION guard_receipt();
CREATE TRIGGER receipt_is_not_emptied BEFORE TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION guard_receipt();

create table relation (
    fingerprint bytea not null,
    account text,
    organisation_id uuid,
    declared_at timestamp with time zone not null,
    declared_by text not null,
    name_key bytea,
    constraint "relation-already-exists" UNIQUE NULLS NOT DISTINCT (fingerprint, account, organisation_id),
    constraint "relation_check" CHECK (num_nonnulls(account, organisation_id) = 1)
);

create table relief_case (
    id uuid not null,
    number text not null,
    category text not null,
    neighbourhood_id uuid not null,
    persons smallint not null,
    monthly_fen bigint not null,
    months smallint not null,
    cap_fen bigint not null,
    promised_fen bigint not null default 0,
    state text not null default 'draft'::text,
    opened_at timestamp with time zone not null,
    opened_by text not null,
    starts_on date not null,
    valid_until date not null,
    validated_at timestamp with time zone,
    validated_by text,
    decided_at timestamp with time zone,
    decided_by text,
    source text not null,
    wrapped_key bytea,
    sealed bytea not null,
    erased_at timestamp with time zone,
    neighbourhood text not null default ''::text,
    constraint "case-already-exists" PRIMARY KEY (id),
    constraint "relief_case_number_key" UNIQUE (number),
    constraint "case-above-cap" CHECK (monthly_fen <= cap_fen),
    constraint "case-approver-is-submitter" CHECK (decided_by <> opened_by),
    constraint "case-approver-is-validator" CHECK (decided_by <> validated_by),
    constraint "case-grant-exceeded" CHECK (promised_fen <= (monthly_fen * months)),
    constraint "case-months-exceeded" CHECK (months >= 1 AND months <= 3),
    constraint "case-validator-is-submitter" CHECK (validated_by <> opened_by),
    constraint "relief_case_check" CHECK (valid_until >= starts_on),
    constraint "relief_case_check1" CHECK ((wrapped_key IS NULL) = (erased_at IS NOT NULL)),
    constraint "relief_case_monthly_fen_check" CHECK (monthly_fen >= 1),
    constraint "relief_case_persons_check" CHECK (persons >= 1 AND persons <= 20),
    constraint "relief_case_promised_fen_check" CHECK (promised_fen >= 0),
    constraint "relief_case_state_check" CHECK (state = ANY (ARRAY['draft'::text, 'validated'::text, 'approved'::text, 'paid'::text, 'rejected'::text, 'expired'::text]))
);

CREATE INDEX case_by_neighbourhood ON relief_case USING btree (neighbourhood_id);
CREATE INDEX case_newest ON relief_case USING btree (opened_at, id);

create table reversal (
    fund_id uuid not null,
    reversed bigint not null,
    number bigint not null,
    reason text not null,
    recorded_by text not null,
    constraint "entry-already-reversed" PRIMARY KEY (fund_id, reversed),
    constraint "reversal_fund_id_number_key" UNIQUE (fund_id, number),
    constraint "reversal_fund_id_number_fkey" FOREIGN KEY (fund_id, number) REFERENCES entry(fund_id, number),
    constraint "reversal_fund_id_reversed_fkey" FOREIGN KEY (fund_id, reversed) REFERENCES entry(fund_id, number),
    constraint "reversal_check" CHECK (number > reversed)
);

CREATE TRIGGER reversal_is_final BEFORE DELETE OR UPDATE ON reversal FOR EACH ROW EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER reversal_is_not_emptied BEFORE TRUNCATE ON reversal FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

create table store (
    only_row boolean not null default true,
    epoch integer not null default 1,
    constraint "store_pkey" PRIMARY KEY (only_row),
    constraint "store_only_row_check" CHECK (only_row)
);

create table told_head (
    fund_id uuid not null,
    entries bigint not null,
    seq bigint not null,
    constraint "told_head_pkey" PRIMARY KEY (fund_id),
    constraint "told_head_fund_id_fkey" FOREIGN KEY (fund_id) REFERENCES fund(id),
    constraint "told_head_entries_check" CHECK (entries >= 1)
);

create table working_calendar (
    year integer not null,
    holidays date[] not null,
    make_up date[] not null,
    source text not null,
    announced_at timestamp with time zone not null,
    entered_by text,
    seq bigint not null default 1,
    constraint "working_calendar_pkey" PRIMARY KEY (year),
    constraint "working_calendar_check" CHECK (NOT holidays && make_up),
    constraint "working_calendar_year_check" CHECK (year >= 2000 AND year <= 2100)
);

CREATE OR REPLACE FUNCTION public.guard_approval()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if exists (select 1 from disbursement where id = new.disbursement_id and requested_by = new.approver) then
        raise exception 'nobody approves what he asked for' using errcode = 'integrity_constraint_violation',
            constraint = 'approver-is-submitter';
    end if;
    return new;
end $function$;

CREATE OR REPLACE FUNCTION public.guard_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.guard_party()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if old.signed_at is not null then
        raise exception 'a signature is final' using errcode = 'restrict_violation', constraint = 'agreement-is-final';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $function$;

CREATE OR REPLACE FUNCTION public.guard_receipt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if tg_op = 'UPDATE' and old.voided_at is null and new.voided_at is not null
       and (new.number, new.donation_id, new.amount_fen, new.issued_at, new.issued_by)
         = (old.number, old.donation_id, old.amount_fen, old.issued_at, old.issued_by) then
        return new;
    end if;
    raise exception 'a receipt is voided, never changed' using errcode = 'restrict_violation',
        constraint = 'receipt-is-final';
end $function$;

CREATE OR REPLACE FUNCTION public.guard_signed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if (new.title, new.source, new.version) is distinct from (old.title, old.source, old.version)
       or (new.starts_on, new.ends_on, new.renews) is distinct from (old.starts_on, old.ends_on, old.renews) then
        if exists (select 1 from party where agreement_id = old.id and signed_at is not null) then
            raise exception 'a signed version is final' using errcode = 'restrict_violation',
                constraint = 'agreement-is-final';
        end if;
    end if;
    return new;
end $function$;

CREATE OR REPLACE FUNCTION public.one_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    update relation r set fingerprint = new.person where r.fingerprint = old.person and not exists (
        select from relation o where o.fingerprint = new.person and o.account is not distinct from r.account
        and o.organisation_id is not distinct from r.organisation_id);
    update case_member m set fingerprint = new.person where m.fingerprint = old.person and not exists (
        select from case_member o where o.fingerprint = new.person and o.case_id = m.case_id);
    update disbursement d set payee_ref = stays.subject_ref from person stays, person goes
    where stays.fingerprint = new.person and goes.fingerprint = old.person and d.payee_ref = goes.subject_ref;
    return null;
end $function$;

CREATE OR REPLACE FUNCTION public.read_name_again()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    new.found_by := null;
    return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    raise exception 'entries are followed by others, never changed' using errcode = 'restrict_violation',
        constraint = 'entry-is-final';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_edit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    raise exception 'records are followed by others, never changed' using errcode = 'restrict_violation',
        constraint = 'record-is-final';
end $function$;

CREATE OR REPLACE FUNCTION public.require_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.told_apart(bytea, bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
    select exists (select from person_identifier a join person_identifier b using (kind)
                   where a.person = $1 and b.person = $2)
$function$;
