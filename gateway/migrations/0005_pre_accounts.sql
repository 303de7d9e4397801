-- An account that is disabled signs in no more; one with a password that somebody else gave it changes that first.
alter table account add column disabled_at timestamptz;
alter table account add column must_change_password boolean not null default false;

-- A key ends by itself, and with whoever made it. Keys made before this get a year from now.
alter table program add column expires_at timestamptz not null default now() + interval '365 days';
alter table program add column made_by_account uuid references account on delete set null;
alter table program add column made_by_program text references program;
create index program_by_account on program (made_by_account);
create index program_by_program on program (made_by_program);

-- Opened by a tool that runs beside the database, not by a sign-in: it works while a password waits to be changed.
alter table web_session add column by_tool boolean not null default false;
