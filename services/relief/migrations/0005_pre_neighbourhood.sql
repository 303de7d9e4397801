-- The neighbourhood's name as the public reads it: who reads a notice has no list of organisations.
alter table relief_case add column neighbourhood text not null default '';
alter table notice add column neighbourhood text, add check ((neighbourhood_id is null) = (neighbourhood is null));
