-- An objection of somebody who did not sign in holds a payment only until the office has looked at it, and not for ever.
alter table objection
    -- 'public': nobody knows who; 'account': signed in; 'counter': taken by an officer who saw the person.
    add column channel text not null default 'public' check (channel in ('public', 'account', 'counter')),
    add column sender text,
    -- Who looked at one without a sender and found that it is to be decided.
    add column taken_up_at timestamptz,
    add column taken_up_by text,
    add column reason text,
    add check ((taken_up_at is null) = (taken_up_by is null)),
    add check ((channel = 'public') = (sender is null)),
    drop constraint objection_state_check,
    add check (state in ('open', 'upheld', 'dismissed', 'set-aside')),
    add check ((state = 'set-aside') = (reason is not null)),
    add check (state <> 'set-aside' or channel = 'public');
-- What was open held payments; it still does, until somebody decides it or sets it aside.
update objection set taken_up_at = received_at, taken_up_by = 'migration' where state = 'open';
-- One account cannot object many times to one notice.
create unique index "already-objected" on objection (notice_id, sender) where state = 'open' and channel = 'account';
