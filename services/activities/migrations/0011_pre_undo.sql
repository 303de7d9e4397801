-- When the room heard of the check-in, from which the time to undo it runs; and when one was undone last (ACT-8).
alter table registration add column checked_in_at timestamptz, add column undone_at timestamptz;
alter table registration add constraint "registration_checked_in" check (checked_in_at is null or scanned_at is not null);
