-- What the processes' role may not do, beside what kernel/rights.sql keeps from it.
-- Only ever followed by other rows.
revoke update, delete on entry, posting, reversal, approval, consent, case_read from {room};
-- Voided, never removed.
revoke delete on receipt from {room};
