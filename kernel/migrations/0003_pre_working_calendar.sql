-- The State Council's notice of a year's holidays and make-up workdays, as the office entered it. Other rooms than
-- activities keep a copy from the topic; who entered it is known to activities alone.
create table working_calendar (
    year         integer primary key check (year between 2000 and 2100),
    holidays     date[] not null,
    make_up      date[] not null,
    -- The notice's number or address.
    source       text not null,
    announced_at timestamptz not null,
    entered_by   text,
    seq          bigint not null default 1,
    check (not (holidays && make_up))
);
