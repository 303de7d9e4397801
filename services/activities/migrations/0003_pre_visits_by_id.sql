-- A tally that is typed in twice counts once: the constraint takes the rule's name.
alter table visit rename constraint visit_pkey to "visit-already-exists";
