-- name: needs-hand
select 'disbursement-awaits-approval' as kind, count(*) as count from disbursement where state = 'requested'
union all select 'disbursement-awaits-payment', count(*) from disbursement where state = 'approved'
union all select 'objection-awaits-decision', count(*) from objection where state = 'open'
union all select 'agreement-awaits-signature', count(*) from agreement where state = 'draft'
