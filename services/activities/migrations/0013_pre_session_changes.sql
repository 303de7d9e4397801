-- A session is edited, moved, cancelled, ended (ACT-27 to ACT-30). `plan` counts what a seat was promised by: place, time, programme.
alter table session
    add column plan         bigint not null default 0,
    add column cancelled_at timestamptz,
    add column ended_at     timestamptz,
    add constraint "session-cancelled" check (cancelled_at is null or ended_at is null and confirmed = 0 and online_confirmed = 0);
drop index session_to_begin;
create index session_to_begin on session (starts_at) where begun_at is null and cancelled_at is null and ended_at is null;

-- What a session was before each change, and why it was changed: reasons stay in the room.
create table session_change (
    id              bigint generated always as identity primary key,
    session_id      uuid not null references session,
    kind            text not null check (kind in ('edited', 'moved', 'cancelled', 'ended')),
    reason          text not null,
    changed_at      timestamptz not null,
    changed_by      text not null,
    venue_id        uuid not null references venue,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    capacity        integer not null,
    online_capacity integer not null
);
create index change_of_session on session_change (session_id, id);
create trigger session_change_is_final before update or delete on session_change
    for each row execute function refuse_rewriting();
create trigger session_changes_are_not_emptied before truncate on session_change
    for each statement execute function refuse_rewriting();

-- `called-off`: the session did not take place, and the person gave nothing back. The venues are those that the events of
-- a moved session named, where they are not the session's own any more: only a move writes them, and the recount reads them.
-- `conflict`: a move made this overlap another seat of the same person, and the operator decides which one stays.
alter table registration
    add column conflict        boolean not null default false,
    add column registered_venue uuid references venue,
    add column cancelled_venue  uuid references venue,
    drop constraint registration_state_check,
    add constraint registration_state_check check (state in ('confirmed', 'cancelled', 'called-off')),
    drop constraint "overlapping-registration",
    add constraint "overlapping-registration"
        exclude using gist (subject_ref with =, during with &&) where (state = 'confirmed' and not conflict);
alter table waiting
    add column joined_venue uuid references venue,
    drop constraint waiting_state_check,
    add constraint waiting_state_check check (state in ('waiting', 'promoted', 'withdrawn', 'called-off'));
