-- A new term does not overwrite the one before: the last one admitted counts, the others are history.
alter table membership drop constraint membership_pkey;
alter table membership
    add column number      bigint generated always as identity,
    -- Null for what was admitted before times were kept.
    add column admitted_at timestamptz,
    add primary key (organisation_id, number);
create function refuse_rewriting_terms() returns trigger language plpgsql as $$
begin
    raise exception 'a term is followed by another, never changed' using errcode = 'restrict_violation',
        constraint = 'membership-history-is-final';
end $$;
create trigger membership_is_final before update or delete on membership
    for each row execute function refuse_rewriting_terms();
create trigger memberships_are_not_emptied before truncate on membership
    for each statement execute function refuse_rewriting_terms();
