-- name: inbox
-- What is open, the one that expires first at the top, with what decides who may do what.
select d.id, d.fund_id, f.title as fund_title, d.amount_fen, d.purpose, d.state, d.requested_at, d.requested_by,
       d.expires_at, d.approvals_needed, d.split, d.case_id, c.number as case_number, n.closes_on,
       array(select approver from approval a where a.disbursement_id = d.id order by approved_at) as approvers,
       array(select case when o.state = 'open' and o.channel = 'public' and o.taken_up_at is null then 'unreviewed' else o.state end
             from objection o where o.notice_id = n.id) as objections
from disbursement d join fund f on f.id = d.fund_id
left join relief_case c on c.id = d.case_id left join notice n on n.case_id = d.case_id
where d.state in ('requested', 'approved') order by d.expires_at, d.id offset :skip limit :limit
