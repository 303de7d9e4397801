-- Guesses at passwords, counted by what was guessed at and where the guess came from. Names that no account has are
-- counted as well, so that a lock tells nothing; a name is kept as a digest, because people type all sorts of things there.
create table sign_in_attempt (
    target       bytea not null,
    source       text not null,
    failures     integer not null,
    locked_until timestamptz,
    last_at      timestamptz not null default now(),
    primary key (target, source),
    constraint "attempts-are-counted" check (failures >= 0)
);
create index sign_in_attempt_by_age on sign_in_attempt (last_at);

-- Browsers that signed in to an account before: their guesses are counted apart, so that strangers lock no owner out.
create table known_browser (
    token_hash bytea not null,
    account_id uuid not null references account on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (token_hash, account_id)
);
create index known_browser_by_account on known_browser (account_id);

-- What the owner is shown: when somebody signed in before, and how often somebody failed since.
alter table account add column last_sign_in_at timestamptz;
alter table web_session add column previous_sign_in_at timestamptz;
alter table web_session add column failures_before integer not null default 0;
create index web_session_by_account on web_session (account_id);
