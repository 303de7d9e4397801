-- name: insert-account
insert into account (id, username, display_name, password_hash, roles, organisation_id) values ($1, $2, $3, $4, $5, $6)
on conflict (username) do nothing

-- name: list-accounts
select id, username, display_name, roles, organisation_id, created_at from account where username > $1
order by username limit $2

-- name: set-password
update account set password_hash = $2, failed_attempts = 0, locked_until = null where username = $1

-- name: account-for-sign-in
select id, username, display_name, password_hash, roles, organisation_id, failed_attempts, locked_until
from account where username = $1

-- name: sign-in-failed
update account set failed_attempts = failed_attempts + 1,
    locked_until = case when failed_attempts + 1 >= $2
                        then now() + least(interval '1 minute' * power(2, failed_attempts + 1 - $2), interval '15 minutes')
                        else locked_until end
where id = $1

-- name: sign-in-succeeded
update account set failed_attempts = 0, locked_until = null where id = $1

-- name: open-session
insert into web_session (token_hash, account_id, expires_at) values ($1, $2, $3)

-- name: session
select a.id, a.username, a.display_name, a.roles, a.organisation_id, s.expires_at
from web_session s join account a on a.id = s.account_id
where s.token_hash = $1 and s.expires_at > now()

-- name: close-session
delete from web_session where token_hash = $1

-- name: drop-expired-sessions
delete from web_session where expires_at < now()

-- name: insert-program
insert into program (id, name, secret_hash, roles, organisation_id) values ($1, $2, $3, $4, $5)

-- name: program
select id, name, secret_hash, roles, organisation_id from program where id = $1 and revoked_at is null

-- name: list-programs
select id, name, roles, created_at, revoked_at from program order by created_at

-- name: revoke-program
update program set revoked_at = now() where id = $1 and revoked_at is null returning id

-- name: insert-fact
insert into fact (event_id, type, topic, partition, "offset", subject, seq, occurred_at, traceparent, data)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb) on conflict (event_id) do nothing

-- name: facts-after
select * from fact where feed_id > $1 order by feed_id limit $2

-- name: newest-fact
select coalesce(max(feed_id), 0) from fact

-- name: facts-before
select * from fact
where feed_id < $1 and ($2::text is null or type = $2) and ($3::text is null or topic like $3 || '.%')
  and ($4::text is null or subject = $4)
order by feed_id desc limit $5

-- name: one-fact
select * from fact where event_id = $1

-- name: drop-old-facts
delete from fact where stored_at < now() - interval '30 days'
