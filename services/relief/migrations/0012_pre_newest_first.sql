-- Lists begin with the newest row and go on before the row a reader has: the order of their pages.
create index agreement_newest on agreement (drafted_at, id);
create index project_newest on project (opened_at, id);
create index fund_newest on fund (opened_at, id);
create index case_newest on relief_case (opened_at, id);
create index disbursement_newest on disbursement (requested_at, id);
create index notice_newest on notice (opens_on, id);
create index objection_newest on objection (received_at, id);
