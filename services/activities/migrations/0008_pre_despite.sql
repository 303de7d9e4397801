-- Why a session is where the venue is closed or taken, or was entered after its time (ACT-24).
alter table session add column despite text;
