-- Whom an account or a program acts for; null for the subdistrict's own people.
alter table account add column organisation_id uuid;
alter table program add column organisation_id uuid;
