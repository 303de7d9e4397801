-- What the role of a room's processes may do where another role owns the tables: run by the owner after every migration,
-- and then the room's own rights.sql, where it has one, which takes more away. An owner can switch a trigger off, so a
-- trigger is a last guard only against a role that owns nothing.
grant usage on schema public to {room};
grant select, insert, update, delete on all tables in schema public to {room};
revoke insert, update, delete on migration from {room};
