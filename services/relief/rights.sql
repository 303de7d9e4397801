-- What the processes' role may do where another role owns the tables: run by the owner after every migration.
-- An owner can switch a trigger off, so the last guards of the ledger hold only against a role that owns nothing.
grant usage on schema public to relief;
grant select, insert, update, delete on all tables in schema public to relief;
revoke insert, update, delete on migration from relief;
-- Only ever followed by other rows.
revoke update, delete on entry, posting, reversal, approval, consent, case_read from relief;
-- Voided, never removed.
revoke delete on receipt from relief;
