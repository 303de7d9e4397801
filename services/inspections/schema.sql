-- Generated from the migrations by `python -m tools.schema`; read it, and change it by a new migration.

create table assignment (
    round_id uuid not null,
    establishment_id uuid not null,
    candidates uuid[] not null,
    excluded uuid[] not null,
    selected uuid[] not null,
    assigned_at timestamp with time zone not null,
    constraint "inspectors-already-drawn" PRIMARY KEY (round_id, establishment_id),
    constraint "assignment_round_id_establishment_id_fkey" FOREIGN KEY (round_id, establishment_id) REFERENCES drawn_place(round_id, establishment_id),
    constraint "inspector-conflicted" CHECK (NOT selected && excluded)
);

create table award (
    id uuid not null,
    establishment_id uuid not null,
    kind text not null,
    state text not null,
    proposed_at timestamp with time zone not null,
    granted_at timestamp with time zone,
    ends_on date not null,
    sample_id uuid,
    source text not null,
    seq bigint not null default 0,
    constraint "award-already-exists" PRIMARY KEY (id),
    constraint "award_sample_id_fkey" FOREIGN KEY (sample_id) REFERENCES sample(id),
    constraint "establishment-unknown" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "award_state_check" CHECK (state = ANY (ARRAY['proposed'::text, 'granted'::text, 'suspended'::text, 'revoked'::text, 'expired'::text]))
);

CREATE UNIQUE INDEX "award-already-held" ON award USING btree (establishment_id, kind) WHERE (state = ANY (ARRAY['proposed'::text, 'granted'::text, 'suspended'::text]));
CREATE INDEX award_by_establishment ON award USING btree (establishment_id);

create table campaign (
    id uuid not null,
    title text not null,
    programme text not null,
    organisation_id uuid not null,
    starts_on date not null,
    ends_on date not null,
    source text not null,
    seq bigint not null default 1,
    found_by tsvector,
    constraint "campaign-already-exists" PRIMARY KEY (id),
    constraint "campaign-ends-before-it-begins" CHECK (ends_on >= starts_on)
);

CREATE INDEX campaign_by_part_of_name ON campaign USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX campaign_not_read ON campaign USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER campaign_renamed BEFORE UPDATE OF title ON campaign FOR EACH ROW WHEN (old.title IS DISTINCT FROM new.title) EXECUTE FUNCTION read_name_again();

create table correction (
    id uuid not null,
    sample_id uuid not null,
    version integer not null,
    verdict text not null,
    reason text not null,
    retest_id uuid,
    note text,
    state text not null default 'requested'::text,
    requested_at timestamp with time zone not null,
    requested_by text not null,
    decided_at timestamp with time zone,
    decided_by text,
    dossier_id uuid,
    constraint "correction_pkey" PRIMARY KEY (id),
    constraint "correction_dossier" FOREIGN KEY (dossier_id, sample_id) REFERENCES dossier(id, sample_id),
    constraint "correction_retest_id_sample_id_fkey" FOREIGN KEY (retest_id, sample_id) REFERENCES retest(id, sample_id),
    constraint "correction_sample_id_fkey" FOREIGN KEY (sample_id) REFERENCES sample(id),
    constraint "correction_sample_id_version_fkey" FOREIGN KEY (sample_id, version) REFERENCES result(sample_id, version),
    constraint "correction-approved-by-requester" CHECK (state <> 'approved'::text OR decided_by <> requested_by),
    constraint "correction-without-ground" CHECK ((reason = 'retest'::text) = (retest_id IS NOT NULL) AND (reason = 'clerical-error'::text) = (note IS NOT NULL)),
    constraint "correction_check" CHECK ((state = 'requested'::text) = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
    constraint "correction_reason_check" CHECK (reason = ANY (ARRAY['retest'::text, 'clerical-error'::text])),
    constraint "correction_state_check" CHECK (state = ANY (ARRAY['requested'::text, 'approved'::text, 'rejected'::text])),
    constraint "correction_verdict_check" CHECK (verdict = ANY (ARRAY['qualified'::text, 'unqualified'::text]))
);

CREATE UNIQUE INDEX "correction-already-open" ON correction USING btree (sample_id) WHERE (state = 'requested'::text);
CREATE TRIGGER "verdict-not-of-items" BEFORE INSERT ON correction FOR EACH ROW EXECUTE FUNCTION refuse_other_verdict();

create table disposal (
    id uuid not null,
    sample_id uuid not null,
    version integer not null,
    round_id uuid not null,
    establishment_id uuid not null,
    state text not null,
    opened_at timestamp with time zone not null,
    due_on date,
    rechecked_at timestamp with time zone,
    closed_at timestamp with time zone,
    closing_reason text,
    seq bigint not null default 1,
    constraint "disposal_pkey" PRIMARY KEY (id),
    constraint "disposal_establishment_id_fkey" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "disposal_round_id_fkey" FOREIGN KEY (round_id) REFERENCES round(id),
    constraint "disposal_sample_id_fkey" FOREIGN KEY (sample_id) REFERENCES sample(id),
    constraint "disposal_check" CHECK ((state = 'closed'::text) = (closed_at IS NOT NULL) AND (state = 'closed'::text) = (closing_reason IS NOT NULL)),
    constraint "disposal_check1" CHECK ((state = 'closed'::text) = (due_on IS NULL)),
    constraint "disposal_state_check" CHECK (state = ANY (ARRAY['opened'::text, 'rectifying'::text, 'rechecked'::text, 'closed'::text]))
);

CREATE UNIQUE INDEX "disposal-already-open" ON disposal USING btree (sample_id) WHERE (state <> 'closed'::text);
CREATE INDEX disposal_by_establishment ON disposal USING btree (establishment_id) WHERE (state <> 'closed'::text);
CREATE INDEX disposal_of_establishment ON disposal USING btree (establishment_id);

create table dossier (
    id uuid not null,
    sample_id uuid not null,
    recorded_at timestamp with time zone not null,
    recorded_by text not null,
    constraint "dossier_pkey" PRIMARY KEY (id),
    constraint "dossier_id_sample_id_key" UNIQUE (id, sample_id),
    constraint "dossier_sample_id_fkey" FOREIGN KEY (sample_id) REFERENCES sample(id)
);

CREATE INDEX dossier_by_sample ON dossier USING btree (sample_id);
CREATE TRIGGER dossier_is_final BEFORE DELETE OR UPDATE ON dossier FOR EACH ROW EXECUTE FUNCTION refuse_change_of_dossier();

create table draw (
    round_id uuid not null,
    commitment text not null,
    nonce text not null,
    entropy_source text not null,
    entropy_at timestamp with time zone not null,
    committed_at timestamp with time zone not null,
    entropy text,
    seed text,
    drawn_at timestamp with time zone,
    constraint "seed-already-committed" PRIMARY KEY (round_id),
    constraint "draw_round_id_fkey" FOREIGN KEY (round_id) REFERENCES plan(round_id),
    constraint "committed-after-the-entropy" CHECK (committed_at < entropy_at),
    constraint "draw_check" CHECK ((drawn_at IS NULL) = (seed IS NULL) AND (seed IS NULL) = (entropy IS NULL)),
    constraint "draw_commitment_check" CHECK (commitment ~ '^[0-9a-f]{64}$'::text),
    constraint "draw_nonce_check" CHECK (nonce ~ '^[0-9a-f]{64}$'::text),
    constraint "drawn-before-the-entropy" CHECK (drawn_at >= entropy_at)
);

CREATE TRIGGER draw_is_final BEFORE DELETE OR UPDATE ON draw FOR EACH ROW EXECUTE FUNCTION refuse_change_of_draw();

create table drawn_place (
    round_id uuid not null,
    establishment_id uuid not null,
    position integer not null,
    drawn_at timestamp with time zone not null,
    removed_at timestamp with time zone,
    removal_reason text,
    replaced_by uuid,
    constraint "drawn_place_pkey" PRIMARY KEY (round_id, establishment_id),
    constraint "drawn_place_establishment_id_fkey" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "drawn_place_round_id_fkey" FOREIGN KEY (round_id) REFERENCES draw(round_id),
    constraint "drawn_place_position_check" CHECK ("position" >= 1),
    constraint "replaced-without-reason" CHECK ((removed_at IS NULL) = (removal_reason IS NULL))
);

CREATE INDEX drawn_place_by_establishment ON drawn_place USING btree (establishment_id);

create table establishment (
    id uuid not null,
    name text not null,
    kind text not null,
    venue_id uuid,
    organisation_id uuid,
    risk_class character(1) not null,
    source text not null,
    registered_at timestamp with time zone not null,
    seq bigint not null default 1,
    standing text not null default 'inspected'::text,
    found_by tsvector,
    constraint "establishment-already-exists" PRIMARY KEY (id),
    constraint "establishment-name-taken" UNIQUE (name),
    constraint "establishment_risk_class_check" CHECK (risk_class = ANY (ARRAY['A'::bpchar, 'B'::bpchar, 'C'::bpchar, 'D'::bpchar])),
    constraint "establishment_standing_check" CHECK (standing = ANY (ARRAY['inspected'::text, 'listed'::text]))
);

CREATE INDEX establishment_by_part_of_name ON establishment USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX establishment_not_read ON establishment USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER establishment_renamed BEFORE UPDATE OF name ON establishment FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION read_name_again();

create table exam (
    id uuid not null,
    staff_id uuid not null,
    subject text not null,
    outcome text not null,
    taken_on date not null,
    valid_until date,
    recorded_by text not null,
    constraint "exam_pkey" PRIMARY KEY (id),
    constraint "exam_staff_id_fkey" FOREIGN KEY (staff_id) REFERENCES staff(id),
    constraint "exam_check" CHECK ((outcome = 'passed'::text) = (valid_until IS NOT NULL)),
    constraint "exam_outcome_check" CHECK (outcome = ANY (ARRAY['passed'::text, 'failed'::text]))
);

CREATE INDEX exam_by_staff ON exam USING btree (staff_id, taken_on DESC, id DESC);

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

create table inspector (
    id uuid not null,
    account text not null,
    name text not null,
    active boolean not null default true,
    registered_at timestamp with time zone not null,
    constraint "inspector-already-exists" PRIMARY KEY (id),
    constraint "inspector-account-taken" UNIQUE (account)
);

create table inspector_conflict (
    inspector_id uuid not null,
    establishment_id uuid not null,
    reason text not null,
    declared_at timestamp with time zone not null,
    constraint "conflict-already-declared" PRIMARY KEY (inspector_id, establishment_id),
    constraint "establishment-unknown" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "inspector-unknown" FOREIGN KEY (inspector_id) REFERENCES inspector(id)
);

CREATE INDEX conflict_by_establishment ON inspector_conflict USING btree (establishment_id);

create table laboratory (
    id uuid not null,
    name text not null,
    in_force_from date not null,
    in_force_to date,
    source text not null,
    constraint "laboratory-already-exists" PRIMARY KEY (id),
    constraint "laboratory-name-taken" UNIQUE (name),
    constraint "laboratory-ends-before-it-begins" CHECK (in_force_to >= in_force_from)
);

create table listing (
    feed text not null,
    external_id text not null,
    establishment_id uuid not null,
    standing text not null,
    score integer,
    rated_on date,
    imported_at timestamp with time zone not null,
    constraint "listing_pkey" PRIMARY KEY (feed, external_id),
    constraint "listing_establishment_id_fkey" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "listing_check" CHECK ((standing = 'scored'::text) = (score IS NOT NULL)),
    constraint "listing_standing_check" CHECK (standing = ANY (ARRAY['scored'::text, 'awaiting'::text, 'exempt'::text, 'pending'::text]))
);

CREATE INDEX listing_by_establishment ON listing USING btree (establishment_id);

create table migration (
    name text not null,
    digest text not null,
    applied_at timestamp with time zone not null default now(),
    constraint "migration_pkey" PRIMARY KEY (name)
);

create table nomination (
    id uuid not null,
    round_id uuid not null,
    subject_ref uuid not null,
    establishment_id uuid not null,
    category text not null,
    nominated_at timestamp with time zone not null,
    recorded_by text not null,
    counted boolean not null default true,
    receipt bytea,
    constraint "nomination_pkey" PRIMARY KEY (id),
    constraint "establishment-unknown" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "nomination_round_id_fkey" FOREIGN KEY (round_id) REFERENCES round(id),
    constraint "receipt-of-a-verified-vote" CHECK (receipt IS NULL OR recorded_by = 'public'::text),
    constraint "verified-vote-not-counted" CHECK (counted OR recorded_by = 'public'::text)
);

CREATE INDEX nomination_by_establishment ON nomination USING btree (establishment_id);
CREATE INDEX nomination_by_place ON nomination USING btree (round_id, establishment_id);
CREATE UNIQUE INDEX "one-nomination-a-round" ON nomination USING btree (round_id, subject_ref) WHERE (recorded_by <> 'public'::text);
CREATE UNIQUE INDEX "one-vote-a-receipt" ON nomination USING btree (round_id, subject_ref, receipt) WHERE (receipt IS NOT NULL);
CREATE TRIGGER "category-not-in-round" BEFORE INSERT OR UPDATE OF category ON nomination FOR EACH ROW EXECUTE FUNCTION refuse_category();
CREATE TRIGGER "establishment-not-taken-over" BEFORE INSERT OR UPDATE OF establishment_id ON nomination FOR EACH ROW EXECUTE FUNCTION refuse_listed_only();

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

create table paper_batch (
    id uuid not null,
    round_id uuid not null,
    codes integer not null,
    issued_at timestamp with time zone not null,
    issued_by text not null,
    constraint "paper_batch_pkey" PRIMARY KEY (id),
    constraint "paper_batch_round_id_fkey" FOREIGN KEY (round_id) REFERENCES round(id),
    constraint "paper_batch_codes_check" CHECK (codes >= 1)
);

CREATE INDEX paper_batch_by_round ON paper_batch USING btree (round_id);

create table paper_code (
    code_hash bytea not null,
    batch_id uuid not null,
    round_id uuid not null,
    subject_ref uuid not null,
    used_at timestamp with time zone,
    constraint "paper_code_pkey" PRIMARY KEY (code_hash),
    constraint "paper_code_subject_ref_key" UNIQUE (subject_ref),
    constraint "paper_code_batch_id_fkey" FOREIGN KEY (batch_id) REFERENCES paper_batch(id),
    constraint "paper_code_round_id_fkey" FOREIGN KEY (round_id) REFERENCES round(id),
    constraint "paper_code_code_hash_check" CHECK (length(code_hash) = 32)
);

CREATE INDEX paper_code_by_batch ON paper_code USING btree (batch_id);

create table person (
    subject_ref uuid not null,
    fingerprint bytea not null,
    name text not null,
    phone text,
    keyed boolean not null default false,
    constraint "person_pkey" PRIMARY KEY (subject_ref),
    constraint "person_fingerprint_key" UNIQUE (fingerprint)
);

create table person_identifier (
    fingerprint bytea not null,
    kind text,
    person bytea not null,
    constraint "person_identifier_pkey" PRIMARY KEY (fingerprint),
    constraint "person_identifier_kind_check" CHECK (kind = ANY (ARRAY['id-number'::text, 'phone'::text]))
);

CREATE INDEX identifier_by_person ON person_identifier USING btree (person);

create table plan (
    round_id uuid not null,
    places integer not null,
    floors jsonb not null,
    quotas jsonb not null,
    planned_at timestamp with time zone not null,
    constraint "plan_pkey" PRIMARY KEY (round_id),
    constraint "plan_round_id_fkey" FOREIGN KEY (round_id) REFERENCES pool(round_id),
    constraint "plan_places_check" CHECK (places >= 1)
);

CREATE TRIGGER plan_is_final BEFORE DELETE OR UPDATE ON plan FOR EACH ROW EXECUTE FUNCTION refuse_change_of_pool();

create table pool (
    round_id uuid not null,
    digest text not null,
    frozen_at timestamp with time zone not null,
    votes_counted text not null default 'all'::text,
    constraint "pool_pkey" PRIMARY KEY (round_id),
    constraint "pool_round_id_fkey" FOREIGN KEY (round_id) REFERENCES round(id),
    constraint "pool_digest_check" CHECK (digest ~ '^[0-9a-f]{64}$'::text),
    constraint "pool_votes_counted_check" CHECK (votes_counted = ANY (ARRAY['all'::text, 'verified'::text]))
);

CREATE TRIGGER pool_is_final BEFORE DELETE OR UPDATE ON pool FOR EACH ROW EXECUTE FUNCTION refuse_change_of_pool();

create table pool_item (
    round_id uuid not null,
    establishment_id uuid not null,
    name text not null,
    risk_class character(1) not null,
    weight integer not null,
    votes integer,
    constraint "pool_item_pkey" PRIMARY KEY (round_id, establishment_id),
    constraint "pool_item_establishment_id_fkey" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "pool_item_round_id_fkey" FOREIGN KEY (round_id) REFERENCES pool(round_id),
    constraint "pool_item_check" CHECK (votes >= 0 AND votes <= weight),
    constraint "pool_item_weight_check" CHECK (weight >= 1)
);

CREATE INDEX pool_item_by_establishment ON pool_item USING btree (establishment_id);
CREATE TRIGGER "establishment-not-taken-over" BEFORE INSERT ON pool_item FOR EACH ROW EXECUTE FUNCTION refuse_listed_only();
CREATE TRIGGER pool_item_is_final BEFORE DELETE OR UPDATE ON pool_item FOR EACH ROW EXECUTE FUNCTION refuse_change_of_pool();

create table position (
    consumer text not null,
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    lost text
);

create table result (
    sample_id uuid not null,
    version integer not null,
    verdict text not null,
    reason text,
    published_at timestamp with time zone not null,
    published_by text not null,
    correction_id uuid,
    dossier_id uuid,
    constraint "result_pkey" PRIMARY KEY (sample_id, version),
    constraint "result_correction_id_fkey" FOREIGN KEY (correction_id) REFERENCES correction(id),
    constraint "result_dossier" FOREIGN KEY (dossier_id, sample_id) REFERENCES dossier(id, sample_id),
    constraint "result_sample_id_fkey" FOREIGN KEY (sample_id) REFERENCES sample(id),
    constraint "result_verdict_check" CHECK (verdict = ANY (ARRAY['qualified'::text, 'unqualified'::text])),
    constraint "result_version_check" CHECK (version >= 1),
    constraint "supersede-without-reason" CHECK ((version = 1) = (reason IS NULL))
);

CREATE TRIGGER "corrected-without-approval" BEFORE INSERT ON result FOR EACH ROW EXECUTE FUNCTION refuse_without_approval();
CREATE TRIGGER result_is_final BEFORE DELETE OR UPDATE ON result FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER result_is_not_emptied BEFORE TRUNCATE ON result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "verdict-not-of-items" BEFORE INSERT ON result FOR EACH ROW EXECUTE FUNCTION refuse_other_verdict();

create table retest (
    sample_id uuid not null,
    version integer not null,
    requested_at timestamp with time zone not null,
    entropy_source text not null,
    entropy_at timestamp with time zone not null,
    entropy text,
    candidates uuid[],
    laboratory_id uuid,
    first_laboratory_id uuid not null,
    drawn_at timestamp with time zone,
    concluded_at timestamp with time zone,
    id uuid not null default gen_random_uuid(),
    found text,
    found_by text,
    found_at timestamp with time zone,
    constraint "retest-already-requested" PRIMARY KEY (sample_id),
    constraint "retest_id_sample_id_key" UNIQUE (id, sample_id),
    constraint "retest_first_laboratory_id_fkey" FOREIGN KEY (first_laboratory_id) REFERENCES laboratory(id),
    constraint "retest_laboratory_id_fkey" FOREIGN KEY (laboratory_id) REFERENCES laboratory(id),
    constraint "retest_sample_id_fkey" FOREIGN KEY (sample_id) REFERENCES sample(id),
    constraint "retest-in-the-first-laboratory" CHECK (laboratory_id <> first_laboratory_id),
    constraint "retest_check" CHECK (drawn_at >= entropy_at),
    constraint "retest_check1" CHECK ((found IS NULL) = (found_at IS NULL) AND (found IS NULL) = (found_by IS NULL)),
    constraint "retest_found_check" CHECK (found = ANY (ARRAY['qualified'::text, 'unqualified'::text]))
);

create table returned_finding (
    id bigint not null generated always as identity,
    sample_id uuid not null,
    found text not null,
    analysed_by text not null,
    reason text not null,
    returned_at timestamp with time zone not null,
    returned_by text not null,
    dossier_id uuid,
    constraint "returned_finding_pkey" PRIMARY KEY (id),
    constraint "returned_finding_dossier" FOREIGN KEY (dossier_id, sample_id) REFERENCES dossier(id, sample_id),
    constraint "returned_finding_sample_id_fkey" FOREIGN KEY (sample_id) REFERENCES sample(id),
    constraint "returned_finding_found_check" CHECK (found = ANY (ARRAY['qualified'::text, 'unqualified'::text])),
    constraint "returned_finding_reason_check" CHECK (reason <> ''::text),
    constraint "verifier-is-analyst" CHECK (returned_by <> analysed_by)
);

CREATE INDEX returned_finding_by_sample ON returned_finding USING btree (sample_id, id);

create table round (
    id uuid not null,
    title text not null,
    programme text not null,
    organisation_id uuid not null,
    opens_at timestamp with time zone not null,
    closes_at timestamp with time zone not null,
    state text not null default 'collecting'::text,
    closed_at timestamp with time zone,
    source text not null,
    seq bigint not null default 1,
    categories text[] not null default ARRAY['cooked-food'::text, 'dairy'::text, 'fruit-and-vegetables'::text, 'meat'::text, 'aquatic-products'::text, 'pastry'::text, 'beverages'::text, 'tableware'::text, 'other'::text],
    closing_reason text,
    found_by tsvector,
    constraint "round-already-exists" PRIMARY KEY (id),
    constraint "closing-reason-without-close" CHECK (closing_reason IS NULL OR state = 'closed'::text),
    constraint "round-categories-bounded" CHECK (cardinality(categories) >= 1 AND cardinality(categories) <= 30),
    constraint "round-closes-before-it-opens" CHECK (closes_at > opens_at),
    constraint "round_state_check" CHECK (state = ANY (ARRAY['collecting'::text, 'frozen'::text, 'planned'::text, 'drawn'::text, 'sampling'::text, 'testing'::text, 'publishing'::text, 'closed'::text]))
);

CREATE INDEX round_by_part_of_name ON round USING gin (found_by) WHERE (found_by IS NOT NULL);
CREATE INDEX round_not_read ON round USING btree (id) WHERE (found_by IS NULL);
CREATE TRIGGER round_renamed BEFORE UPDATE OF title ON round FOR EACH ROW WHEN (old.title IS DISTINCT FROM new.title) EXECUTE FUNCTION read_name_again();

create table safety_pledge (
    id uuid not null,
    establishment_id uuid not null,
    state text not null,
    signed_at timestamp with time zone not null,
    ends_on date not null,
    broken_at timestamp with time zone,
    sample_id uuid,
    version integer,
    source text not null,
    seq bigint not null default 1,
    constraint "pledge-already-exists" PRIMARY KEY (id),
    constraint "establishment-unknown" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "safety_pledge_sample_id_fkey" FOREIGN KEY (sample_id) REFERENCES sample(id),
    constraint "safety_pledge_sample_id_version_fkey" FOREIGN KEY (sample_id, version) REFERENCES result(sample_id, version),
    constraint "broken-without-a-result" CHECK ((state = 'broken'::text) <= (sample_id IS NOT NULL AND version IS NOT NULL)),
    constraint "safety_pledge_state_check" CHECK (state = ANY (ARRAY['in-force'::text, 'broken'::text, 'renewed'::text]))
);

CREATE UNIQUE INDEX "pledge-already-in-force" ON safety_pledge USING btree (establishment_id) WHERE (state = 'in-force'::text);
CREATE INDEX pledge_by_establishment ON safety_pledge USING btree (establishment_id);

create table sample (
    id uuid not null,
    round_id uuid not null,
    establishment_id uuid not null,
    venue_id uuid,
    category text not null,
    taken_at timestamp with time zone not null,
    taken_by text not null,
    state text not null default 'taken'::text,
    found text,
    analysed_by text,
    seq bigint not null default 1,
    drawn boolean not null default false,
    laboratory_id uuid,
    received_at timestamp with time zone,
    received_by text,
    analysed_at timestamp with time zone,
    publish_due date,
    verified_at timestamp with time zone,
    verified_by text,
    dossier_id uuid,
    constraint "sample-already-exists" PRIMARY KEY (id),
    constraint "establishment-unknown" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "laboratory-unknown" FOREIGN KEY (laboratory_id) REFERENCES laboratory(id),
    constraint "round-unknown" FOREIGN KEY (round_id) REFERENCES round(id),
    constraint "sample_dossier" FOREIGN KEY (dossier_id, id) REFERENCES dossier(id, sample_id),
    constraint "sample_check" CHECK ((state = ANY (ARRAY['taken'::text, 'received'::text])) = (found IS NULL)),
    constraint "sample_found_check" CHECK (found = ANY (ARRAY['qualified'::text, 'unqualified'::text])),
    constraint "sample_state_check" CHECK (state = ANY (ARRAY['taken'::text, 'received'::text, 'analysed'::text, 'verified'::text, 'published'::text])),
    constraint "verifier-is-analyst" CHECK (verified_by <> analysed_by)
);

CREATE INDEX sample_by_establishment ON sample USING btree (establishment_id);
CREATE INDEX sample_by_round ON sample USING btree (round_id, id);
CREATE TRIGGER "establishment-not-taken-over" BEFORE INSERT OR UPDATE OF establishment_id ON sample FOR EACH ROW EXECUTE FUNCTION refuse_listed_only();
CREATE TRIGGER "verdict-not-of-items" BEFORE INSERT OR UPDATE OF found, dossier_id ON sample FOR EACH ROW EXECUTE FUNCTION refuse_other_verdict();

create table staff (
    id uuid not null,
    establishment_id uuid not null,
    subject_ref uuid not null,
    on_duty boolean not null default false,
    constraint "staff_pkey" PRIMARY KEY (id),
    constraint "staff_establishment_id_subject_ref_key" UNIQUE (establishment_id, subject_ref),
    constraint "staff_establishment_id_fkey" FOREIGN KEY (establishment_id) REFERENCES establishment(id),
    constraint "staff_subject_ref_fkey" FOREIGN KEY (subject_ref) REFERENCES person(subject_ref)
);

create table stall (
    id uuid not null,
    campaign_id uuid not null,
    title text not null,
    kind text not null,
    venue_id uuid,
    source text not null,
    constraint "stall-already-exists" PRIMARY KEY (id),
    constraint "campaign-unknown" FOREIGN KEY (campaign_id) REFERENCES campaign(id),
    constraint "stall_kind_check" CHECK (kind = ANY (ARRAY['stall'::text, 'talk'::text]))
);

create table store (
    only_row boolean not null default true,
    epoch integer not null default 1,
    constraint "store_pkey" PRIMARY KEY (only_row),
    constraint "store_only_row_check" CHECK (only_row)
);

create table tally (
    stall_id uuid not null,
    day date not null,
    material text not null,
    handed_out integer not null,
    counted_by text not null,
    constraint "tally_pkey" PRIMARY KEY (stall_id, day, material),
    constraint "tally_stall_id_fkey" FOREIGN KEY (stall_id) REFERENCES stall(id),
    constraint "tally_handed_out_check" CHECK (handed_out >= 0)
);

create table tested_item (
    dossier_id uuid not null,
    place integer not null,
    item text not null,
    method text not null,
    value text not null,
    unit text,
    limit text not null,
    verdict text not null,
    constraint "tested_item_pkey" PRIMARY KEY (dossier_id, place),
    constraint "tested_item_dossier_id_fkey" FOREIGN KEY (dossier_id) REFERENCES dossier(id),
    constraint "tested_item_item_check" CHECK (item <> ''::text),
    constraint "tested_item_limit_check" CHECK ("limit" <> ''::text),
    constraint "tested_item_method_check" CHECK (method <> ''::text),
    constraint "tested_item_place_check" CHECK (place >= 1 AND place <= 40),
    constraint "tested_item_value_check" CHECK (value <> ''::text),
    constraint "tested_item_verdict_check" CHECK (verdict = ANY (ARRAY['qualified'::text, 'unqualified'::text]))
);

CREATE TRIGGER no_later_item BEFORE INSERT ON tested_item FOR EACH ROW EXECUTE FUNCTION refuse_later_item();
CREATE TRIGGER tested_item_is_final BEFORE DELETE OR UPDATE ON tested_item FOR EACH ROW EXECUTE FUNCTION refuse_change_of_dossier();

create table voter (
    subject_ref uuid not null,
    account text not null,
    constraint "voter_pkey" PRIMARY KEY (subject_ref),
    constraint "voter_account_key" UNIQUE (account)
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

CREATE OR REPLACE FUNCTION public.read_name_again()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    new.found_by := null;
    return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_category()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if not exists (select 1 from round where id = new.round_id and new.category = any (categories)) then
        raise exception 'a category that the round does not have' using errcode = 'check_violation',
            constraint = 'category-not-in-round';
    end if;
    return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    raise exception 'published results are superseded, never changed' using errcode = 'restrict_violation',
        constraint = 'published-result-is-final';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_dossier()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    raise exception 'what a laboratory reported is replaced, never changed' using errcode = 'restrict_violation',
        constraint = 'dossier-is-final';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_draw()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if tg_op = 'UPDATE' and old.drawn_at is null and
       (new.commitment, new.nonce, new.entropy_source, new.entropy_at, new.committed_at) =
       (old.commitment, old.nonce, old.entropy_source, old.entropy_at, old.committed_at) then
        return new;
    end if;
    raise exception 'a draw is never changed' using errcode = 'restrict_violation', constraint = 'draw-is-final';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_pool()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    raise exception 'a frozen pool is never changed' using errcode = 'restrict_violation', constraint = 'pool-is-final';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_later_item()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if exists (
        select from dossier d where d.id = new.dossier_id and (
            exists (select from sample s where s.id = d.sample_id and s.dossier_id = d.id)
            or exists (select from returned_finding f where f.sample_id = d.sample_id and f.dossier_id = d.id)
            or exists (select from correction c where c.sample_id = d.sample_id and c.dossier_id = d.id)
            or exists (select from result r where r.sample_id = d.sample_id and r.dossier_id = d.id))) then
        raise exception 'what a laboratory reported is replaced, never changed' using errcode = 'restrict_violation',
            constraint = 'dossier-is-final';
    end if;
    return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_listed_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if exists (select 1 from establishment where id = new.establishment_id and standing = 'listed') then
        raise exception 'a business that another register lists was not taken over' using errcode = 'check_violation',
            constraint = 'establishment-not-taken-over';
    end if;
    return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_other_verdict()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
    said text := case when tg_table_name = 'sample' then to_jsonb(new) ->> 'found' else to_jsonb(new) ->> 'verdict' end;
begin
    -- A finding that is taken back takes its items along: a process of the release before does not know of them.
    if said is null then
        new.dossier_id := null;
    end if;
    if new.dossier_id is not null and said is distinct from (
        select case when count(*) = 0 then null when bool_and(verdict = 'qualified') then 'qualified'
                    else 'unqualified' end
        from tested_item where dossier_id = new.dossier_id) then
        raise exception 'the verdict does not follow from what was tested' using errcode = 'check_violation',
            constraint = 'verdict-not-of-items';
    end if;
    return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_without_approval()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    if new.version > 1 and not exists (
        select 1 from correction c where c.id = new.correction_id and c.sample_id = new.sample_id
        and c.verdict = new.verdict and c.reason = new.reason and c.state = 'approved') then
        raise exception 'a published result is corrected with a second person''s approval' using
            errcode = 'check_violation', constraint = 'corrected-without-approval';
    end if;
    return new;
end $function$;
