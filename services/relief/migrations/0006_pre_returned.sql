-- What was paid for a case and came back before it was given back to the case.
with returned as (
    select case_id, sum(amount_fen) as fen from disbursement where state = 'reversed' and case_id is not null group by 1
)
update relief_case c
set promised_fen = promised_fen - r.fen, state = case state when 'paid' then 'approved' else state end
from returned r where r.case_id = c.id;
