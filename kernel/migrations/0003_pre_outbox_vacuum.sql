-- The outbox is the archive and only grows (docs/adr/0011). By default a table is cleaned when a fifth of it is dead, which
-- for ten years of events is two years of them: the relay's index of unpublished rows would carry all of those.
alter table outbox set (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000
);
