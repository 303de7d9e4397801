-- name: published-as-verified
select id::text from sample s
where (state = 'published') <> exists (select 1 from result where sample_id = s.id)

-- name: verdict-of-its-items
select r.sample_id::text from result r join tested_item i using (dossier_id)
group by r.sample_id, r.version, r.verdict having (r.verdict = 'qualified') <> bool_and(i.verdict = 'qualified')

-- name: versions-without-gap
select sample_id::text from result group by sample_id having max(version) <> count(*)

-- name: verified-by-another
select id::text from sample where verified_by = analysed_by or (state = 'verified' and verified_by is null)

-- name: failure-has-a-disposal
select s.id::text from sample s
join lateral (select verdict from result where sample_id = s.id order by version desc limit 1) newest on true
where newest.verdict = 'unqualified' and not exists (select 1 from disposal d where d.sample_id = s.id)
   or newest.verdict = 'qualified' and exists (select 1 from disposal d where d.sample_id = s.id and d.state <> 'closed')

-- name: closed-round-left-nothing-open
select r.id::text from round r where r.state = 'closed' and (
    exists (select 1 from disposal d where d.round_id = r.id and d.state <> 'closed')
    -- Of a round that was broken off, samples may still be on their way.
    or r.closing_reason is null
       and exists (select 1 from sample s where s.round_id = r.id and s.state <> 'published'))

-- name: no-award-beside-an-open-disposal
select a.id::text from award a join disposal d using (establishment_id) where a.state = 'granted' and d.state <> 'closed'

-- name: no-pledge-beside-an-open-disposal
select p.id::text from safety_pledge p join disposal d using (establishment_id)
where p.state = 'in-force' and d.state <> 'closed'

-- name: on-duty-only-when-passed
select s.id::text from staff s
where s.on_duty and (select outcome from exam where staff_id = s.id order by taken_on desc, id desc limit 1)
      is distinct from 'passed'

-- name: retest-elsewhere-and-final
select t.sample_id::text from retest t
where t.laboratory_id = t.first_laboratory_id or t.laboratory_id <> all (t.candidates)
   or (t.concluded_at is not null and exists (
        select 1 from result r where r.sample_id = t.sample_id and r.published_at > t.concluded_at))

-- name: commitment-as-revealed
select round_id::text from draw where commitment <> encode(sha256(convert_to(nonce, 'UTF8')), 'hex')

-- name: pool-as-digested
select p.round_id::text from pool p
where p.digest <> (
    select encode(sha256(convert_to('jiayuan-pool-1' || chr(10) || string_agg(
        i.establishment_id || ' ' || i.risk_class || ' ' || i.weight || chr(10), '' order by i.establishment_id::text collate "C"
    ), 'UTF8')), 'hex')
    from pool_item i where i.round_id = p.round_id)

-- name: draw-as-recomputed
-- The whole rule once more, in SQL: the order from seed and tickets, the floors, the first of the rest, the replacements.
with seeded as (
    select d.round_id, encode(sha256(convert_to(
        'jiayuan-draw-1' || chr(10) || p.digest || chr(10) || d.nonce || chr(10) || d.entropy || chr(10), 'UTF8')), 'hex') as seed,
        d.seed as published
    from draw d join pool p using (round_id) where d.drawn_at is not null
), numbered as (
    select s.round_id, i.establishment_id, i.risk_class, n.number
    from seeded s join pool_item i using (round_id)
    cross join lateral (
        select min(encode(sha256(convert_to(s.seed || '|' || i.establishment_id || '|' || j, 'UTF8')), 'hex') collate "C") as number
        from generate_series(1, i.weight) j) n
), ordered as (
    select *, row_number() over (partition by round_id order by number, establishment_id::text collate "C") as position
    from numbered
), present as (
    select o.*, row_number() over (partition by o.round_id, o.risk_class order by o.position) as in_class
    from ordered o
    where not exists (select 1 from drawn_place x where x.round_id = o.round_id
                      and x.establishment_id = o.establishment_id and x.removed_at is not null)
), reserved as (
    select p.*, p.in_class <= coalesce((l.floors ->> p.risk_class)::integer, 0) as by_floor, l.places
    from present p join plan l using (round_id)
), filled as (
    select *, row_number() over (partition by round_id, by_floor order by position) as in_rest,
           count(*) filter (where by_floor) over (partition by round_id) as floors
    from reserved
), selected as (
    select round_id, establishment_id, position from filled where by_floor or in_rest <= places - floors
)
select round_id::text from seeded where seed <> published
union
select coalesce(s.round_id, d.round_id)::text
from selected s
full join (select * from drawn_place where removed_at is null) d using (round_id, establishment_id)
where s.position is distinct from d.position

-- name: tickets-from-verified-votes
select distinct i.round_id::text from pool_item i join pool p using (round_id)
where p.votes_counted = 'verified' and (
    i.votes is distinct from (
        select count(*) from nomination n where n.round_id = i.round_id and n.establishment_id = i.establishment_id
        and n.recorded_by <> 'public')
    or i.weight <> i.votes + case i.risk_class when 'A' then 1 when 'B' then 2 when 'C' then 3 else 4 end)

-- name: a-paper-code-votes-once
select c.batch_id::text from paper_code c
where (c.used_at is not null) <> exists (
    select 1 from nomination n where n.round_id = c.round_id and n.subject_ref = c.subject_ref
    and n.recorded_by = 'paper-code')

-- name: nothing-listed-is-inspected
select e.id::text from establishment e where e.standing = 'listed' and (
    exists (select 1 from nomination n where n.establishment_id = e.id)
    or exists (select 1 from sample s where s.establishment_id = e.id)
    or exists (select 1 from drawn_place p where p.establishment_id = e.id))

-- name: corrected-by-two-people
select r.sample_id::text from result r join correction c on c.id = r.correction_id
where c.state <> 'approved' or c.decided_by = c.requested_by or c.sample_id <> r.sample_id or c.verdict <> r.verdict
   or c.reason <> r.reason or (c.reason = 'retest' and c.retest_id is null)

-- name: inspectors-without-conflict
select round_id::text from assignment where selected && excluded or not selected <@ candidates
