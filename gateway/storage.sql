-- name: insert-account
insert into account (id, username, display_name, password_hash, roles, organisation_id, must_change_password)
values (:account_id, :username, :display_name, :password_hash, :roles, :organisation_id, :must_change_password) on conflict (username) do nothing

-- name: delete-account
-- With its sessions. What programs and others did under its id stays under the id, which stands for no one any more.
delete from account where id = :id returning id

-- name: list-accounts
select id, username, display_name, roles, organisation_id, created_at, last_sign_in_at, disabled_at from account
where username > :username order by username limit :limit

-- name: one-account
select id, username, roles, password_hash, disabled_at from account where id = :account_id

-- name: account-of-name
select id, username, roles, disabled_at from account where username = :username

-- name: set-password
update account set password_hash = :password_hash, must_change_password = :must_change_password where id = :id

-- name: change-password
-- By its owner, who knew the one that it takes the place of.
update account set password_hash = :changed, must_change_password = false
where id = :id and password_hash = :password_hash and disabled_at is null returning id

-- name: renew-password-hash
-- Of the same password by other parameters; a password that was changed meanwhile stays.
update account set password_hash = :renewed where id = :id and password_hash = :password_hash

-- name: disable-account
update account set disabled_at = coalesce(disabled_at, now()) where id = :account_id

-- name: enable-account
update account set disabled_at = null where id = :account_id

-- name: close-sessions-of
delete from web_session where account_id = :account_id and token_hash is distinct from :token_hash

-- name: forget-browsers-of
delete from known_browser where account_id = :account_id

-- name: revoke-programs-of-account
with recursive ended as (
    select id from program where made_by_account = :made_by_account
    union select p.id from program p join ended e on p.made_by_program = e.id
)
update program set revoked_at = now() where id in (select id from ended) and revoked_at is null returning id

-- name: account-for-sign-in
select id, username, display_name, password_hash, roles, organisation_id, must_change_password from account
where username = :username and disabled_at is null

-- name: count-attempt
-- No row: it is locked. The exponent is bounded before it is raised: an unbounded one overflows, and then nothing counts.
insert into sign_in_attempt as a (target, source, failures) values (:target, :source, 1)
on conflict (target, source) do update set
    failures = case when a.last_at < now() - interval '1 day' then 1 else least(a.failures, 1000000) + 1 end,
    locked_until = case when a.last_at >= now() - interval '1 day' and a.failures + 1 >= :limit
                        then now() + interval '1 minute' * least(power(2, least(a.failures + 1 - :limit, 6)), 60)
                   end,
    last_at = now()
where a.locked_until is null or a.locked_until <= now()
returning failures

-- name: count-failure
update account set failed_attempts = least(failed_attempts, 1000000) + 1 where username = :username

-- name: forget-attempts
delete from sign_in_attempt where target = :target and source = :source

-- name: take-attempt-back
update sign_in_attempt set failures = greatest(failures - 1, 0), locked_until = null where target = :target and source = :source

-- name: unlock
delete from sign_in_attempt where target = :target

-- name: drop-old-attempts
delete from sign_in_attempt where last_at < now() - interval '1 day'

-- name: known-browser
select b.token_hash from known_browser b join account a on a.id = b.account_id
where b.token_hash = :token_hash and a.username = :username and b.expires_at > now()

-- name: know-browser
insert into known_browser (token_hash, account_id, expires_at) values (:token_hash, :account_id, now() + interval '180 days')
on conflict (token_hash, account_id) do update set expires_at = excluded.expires_at

-- name: drop-old-browsers
delete from known_browser where expires_at < now()

-- name: sign-in-succeeded
-- The guess that was right was counted before anybody knew.
update account a set failed_attempts = 0, last_sign_in_at = now()
from (select id, last_sign_in_at, greatest(failed_attempts - 1, 0) as failures from account
      where id = :id and password_hash = :password_hash and disabled_at is null for update) before
where a.id = before.id
returning before.last_sign_in_at as previous, before.failures

-- name: open-session
insert into web_session (token_hash, account_id, expires_at, previous_sign_in_at, failures_before)
values (:token_hash, :account_id, :expires_at, :previous_sign_in_at, :failures_before)

-- name: open-session-by-tool
insert into web_session (token_hash, account_id, expires_at, by_tool)
select :token_hash, id, :expires_at, true from account where username = :username and disabled_at is null returning account_id

-- name: session
select a.id, a.username, a.display_name, a.roles, a.organisation_id,
    a.must_change_password and not s.by_tool as must_change_password, s.previous_sign_in_at, s.failures_before
from web_session s join account a on a.id = s.account_id
where s.token_hash = :token_hash and s.expires_at > now() and a.disabled_at is null

-- name: close-session
delete from web_session where token_hash = :token_hash returning account_id

-- name: drop-expired-sessions
delete from web_session where expires_at < now()

-- name: insert-program
-- Made by an account or a program: only while that is in force, and for no longer than it.
insert into program (id, name, secret_hash, roles, organisation_id, expires_at, made_by_account, made_by_program)
select :program_id, :name, :secret_hash, :roles, :organisation_id, least(:expires_at, (select expires_at from program where id = :made_by_program)), :made_by_account, :made_by_program
where (:made_by_account::uuid is null or exists (select from account where id = :made_by_account and disabled_at is null for share))
  and (:made_by_program::text is null
       or exists (select from program where id = :made_by_program and revoked_at is null and expires_at > now() for share))
returning expires_at

-- name: keep-program
insert into program (id, name, secret_hash, roles, expires_at) values (:name, :name, :secret_hash, :roles, :expires_at)
on conflict (id) do update set secret_hash = excluded.secret_hash, roles = excluded.roles,
    expires_at = excluded.expires_at, revoked_at = null

-- name: program
select id, name, secret_hash, roles, organisation_id, used_on from program
where id = :program_id and revoked_at is null and expires_at > now()

-- name: list-programs
select id, name, roles, organisation_id, created_at, expires_at, revoked_at, made_by_program,
    (select username from account where id = made_by_account) as made_by
from program order by created_at

-- name: revoke-program
with recursive ended as (
    select id from program where id = :program_id and revoked_at is null
    union select p.id from program p join ended e on p.made_by_program = e.id
)
update program set revoked_at = now() where id in (select id from ended) and revoked_at is null returning id

-- name: insert-fact
insert into fact (event_id, type, topic, partition, "offset", subject, seq, occurred_at, traceparent, data)
values (:event_id, :type, :topic, :partition, :offset, :subject, :seq, :occurred_at, :traceparent, :data::jsonb) on conflict (event_id) do nothing
returning *

-- name: facts-after
select * from fact where feed_id > :feed_id order by feed_id limit :limit

-- name: newest-fact
select coalesce(max(feed_id), 0) from fact

-- name: facts-before
select * from fact
where feed_id < :feed_id and (:type::text is null or type = :type) and (:room::text is null or topic like :room || '.%')
  and (:subject::text is null or subject = :subject)
order by feed_id desc limit :limit

-- name: one-fact
select * from fact where event_id = :event_id

-- name: drop-old-facts
delete from fact where stored_at < now() - interval '30 days'

-- name: use-rate
-- One request of :who under :policy, of which :quota pass in any minute; the minute before weighs by how much of it the window still
-- covers. `passes` is false where it is refused, which counts nothing. The clock is the database's: one for all replicas.
with clock as (
    select extract(epoch from clock_timestamp()) as now
), window_now as (
    select floor(now / 60)::bigint as minute, mod(now, 60) as second from clock
), earlier as (
    select coalesce(max(r.used), 0) * (60 - (select second from window_now)) / 60 as weight
    from rate_used r, window_now w where r.policy = :policy and r.who = :who and r.minute = w.minute - 1
), used as (
    insert into rate_used as r (policy, who, minute, used)
    select :policy, :who, w.minute, 1 from window_now w, earlier e where e.weight + 1 <= :quota
    on conflict (policy, who, minute) do update set used = r.used + 1
    where r.used + 1 + (select weight from earlier) <= :quota
    returning used
)
select u.used is not null as passes,
    case when u.used is null then 0 else greatest(floor(:quota - u.used - e.weight), 0)::integer end as remaining,
    greatest(ceil(60 - w.second), 1)::integer as reset
from window_now w cross join earlier e left join used u on true

-- name: drop-old-rates
delete from rate_used where minute < floor(extract(epoch from now()) / 60) - 2

-- name: insert-audit
insert into audit (kind, actor, account, detail) values (:kind, :actor, :account, :detail::jsonb)

-- name: list-audit
-- A day is Shanghai's.
select r.number, r.at, r.kind, r.actor, r.account, r.detail,
    coalesce(by.username, program.name) as actor_name, of.username as account_name
from audit r
left join account of on of.id = r.account
left join account by on by.id::text = r.actor
left join program on 'program:' || program.id = r.actor
where r.number < :before
  and (:kind::text is null or r.kind = :kind)
  and (:account::uuid is null or r.account = :account or r.actor = :account::text)
  and (:day::date is null or (r.at >= :day::date::timestamp at time zone 'Asia/Shanghai'
                              and r.at < (:day::date + 1)::timestamp at time zone 'Asia/Shanghai'))
order by r.number desc limit :limit

-- name: drop-old-audit
delete from audit where at < now() - make_interval(days => :days)

-- name: use-program
update program set used_on = :day where id = :program_id and used_on is distinct from :day returning id
