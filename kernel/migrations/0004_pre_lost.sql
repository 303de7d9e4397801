-- Why a consumer stopped before records that Kafka no longer has: set when it is found, taken back by `jiayuan resume`.
-- Kept here, because the log grows past the old position again, and nothing would show that a part was never read.
alter table position add column lost text check (lost in ('deleted-before-read', 'log-ends-before-position'));
