-- What the processes' role may not do, beside what kernel/rights.sql keeps from it.
-- Only ever followed by other rows; those past their time may go (the trigger says from when on).
revoke update on audit from {room};
