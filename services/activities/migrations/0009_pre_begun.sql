-- A session begins by an event; the people registered for it count as expected from then on (ACT-25).
alter table session add column begun_at timestamptz;
update session set begun_at = starts_at where starts_at <= now();
create index session_to_begin on session (starts_at) where begun_at is null;
-- True for what is here: each of these registrations was counted as expected when it was made.
alter table registration add column expected boolean not null default true;
