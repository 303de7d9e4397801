-- Who approves a payment does not pay it (RULE-23). One that has both roles keeps the one that moves no money.
with parted as (
    update account set roles = array_remove(roles, 'payer') where roles @> '{approver,payer}' returning id
)
insert into audit (kind, actor, account, detail)
select 'role-taken', 'machine', id, '{"role": "payer"}' from parted;
with parted as (
    update program set roles = array_remove(roles, 'payer') where roles @> '{approver,payer}' returning id
)
insert into audit (kind, actor, detail)
select 'role-taken', 'machine', jsonb_build_object('program', id, 'role', 'payer') from parted;
alter table account add constraint "approver-is-payer" check (not roles @> '{approver,payer}');
alter table program add constraint "approver-is-payer" check (not roles @> '{approver,payer}');
