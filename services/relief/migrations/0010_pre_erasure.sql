-- When somebody asked to be erased: what the law has us keep for now goes when its time is over.
alter table person add column forget_asked_at timestamptz;
create index person_to_forget on person (forget_asked_at) where forget_asked_at is not null;
