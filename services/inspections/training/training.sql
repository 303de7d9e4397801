-- name: admit-staff
insert into staff (id, establishment_id, subject_ref) values ($1, $2, $3)
on conflict (establishment_id, subject_ref) do update set subject_ref = excluded.subject_ref returning id

-- name: insert-exam
insert into exam (id, staff_id, subject, outcome, taken_on, valid_until, recorded_by) values ($1, $2, $3, $4, $5, $6, $7)

-- name: newest-exam
select outcome, valid_until from exam where staff_id = $1 order by taken_on desc, id desc limit 1

-- name: set-duty
update staff set on_duty = $2 where id = $1
