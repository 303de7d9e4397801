-- Households' cases: what is personal is sealed under a key of its own, what is counted is not personal.
-- The local minimum-living standard a person and month; the newest row that is not after a day holds on it.
create table living_standard (
    valid_from  date constraint "living-standard-already-exists" primary key,
    monthly_fen bigint not null check (monthly_fen >= 1),
    document    text not null,
    recorded_by text not null
);
insert into living_standard values
    ('2020-07-01', 124000, '上海市民政局：2020年7月1日起城乡居民最低生活保障标准', 'migration'),
    ('2021-07-01', 133000, '上海市民政局：2021年7月1日起城乡居民最低生活保障标准', 'migration'),
    ('2022-07-01', 142000, '上海市民政局：2022年7月1日起城乡居民最低生活保障标准', 'migration'),
    ('2023-07-01', 151000, '上海市民政局：2023年7月1日起城乡居民最低生活保障标准', 'migration'),
    ('2024-07-01', 159500, '上海市民政局：2024年7月1日起城乡居民最低生活保障标准', 'migration');

create table relief_case (
    id               uuid constraint "case-already-exists" primary key,
    number           text not null unique,
    category         text not null,
    neighbourhood_id uuid not null,
    persons          smallint not null check (persons between 1 and 20),
    -- 上海市社会救助条例 art. 29: not above the standard a person and month, three months at most at a time.
    monthly_fen      bigint not null check (monthly_fen >= 1),
    months           smallint not null constraint "case-months-exceeded" check (months between 1 and 3),
    cap_fen          bigint not null,
    promised_fen     bigint not null default 0 check (promised_fen >= 0),
    state            text not null default 'draft'
                     check (state in ('draft', 'validated', 'approved', 'paid', 'rejected', 'expired')),
    opened_at        timestamptz not null,
    opened_by        text not null,
    starts_on        date not null,
    valid_until      date not null check (valid_until >= starts_on),
    validated_at     timestamptz,
    validated_by     text,
    decided_at       timestamptz,
    decided_by       text,
    source           text not null,
    -- The data key, wrapped; without it what is sealed is noise. Null once the household is erased.
    wrapped_key      bytea,
    sealed           bytea not null,
    erased_at        timestamptz,
    -- I-30: last guards.
    constraint "case-above-cap" check (monthly_fen <= cap_fen),
    constraint "case-grant-exceeded" check (promised_fen <= monthly_fen * months),
    constraint "case-validator-is-submitter" check (validated_by <> opened_by),
    constraint "case-approver-is-submitter" check (decided_by <> opened_by),
    constraint "case-approver-is-validator" check (decided_by <> validated_by),
    check ((wrapped_key is null) = (erased_at is not null))
);
create index case_by_neighbourhood on relief_case (neighbourhood_id);

-- Fingerprints under the house's secret key: enough to find a person again, not enough to know who it is.
create table case_member (
    case_id     uuid not null references relief_case,
    place       smallint not null,
    fingerprint bytea not null,
    primary key (case_id, place),
    constraint "member-named-twice" unique (case_id, fingerprint)
);
create index case_by_member on case_member (fingerprint);

-- Who opened a household's file, when and why: appended, never changed.
create table case_read (
    id      bigint generated always as identity primary key,
    case_id uuid not null references relief_case,
    reader  text not null,
    read_at timestamptz not null,
    reason  text not null
);
create index case_read_by_case on case_read (case_id, id);
create trigger case_read_is_final before update or delete on case_read for each row execute function refuse_edit();
create trigger case_read_is_not_emptied before truncate on case_read for each statement execute function refuse_edit();

-- 慈善法 art. 40, 59: people who are close to an account or to a donor.
create table relation (
    fingerprint     bytea not null,
    account         text,
    organisation_id uuid,
    declared_at     timestamptz not null,
    declared_by     text not null,
    check (num_nonnulls(account, organisation_id) = 1),
    constraint "relation-already-exists" unique nulls not distinct (fingerprint, account, organisation_id)
);

-- Public notice: a number, a band and a window; a neighbourhood only where five cases or more hide one another.
create table notice (
    id               uuid primary key,
    case_id          uuid not null constraint "notice-already-exists" unique references relief_case,
    category         text not null,
    band             text not null,
    neighbourhood_id uuid,
    opens_on         date not null,
    closes_on        date not null check (closes_on > opens_on),
    published_by     text not null
);
create table objection (
    id          uuid primary key,
    notice_id   uuid not null references notice,
    received_at timestamptz not null,
    wrapped_key bytea not null,
    sealed      bytea not null,
    state       text not null default 'open' check (state in ('open', 'upheld', 'dismissed')),
    decided_at  timestamptz,
    decided_by  text,
    check ((state = 'open') = (decided_by is null))
);
create index objection_by_notice on objection (notice_id);

alter table disbursement add column case_id uuid references relief_case;
create index disbursement_by_case on disbursement (case_id) where case_id is not null;
