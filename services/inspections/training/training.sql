-- name: admit-staff
insert into staff (id, establishment_id, subject_ref) values (:id, :establishment_id, :subject_ref)
on conflict (establishment_id, subject_ref) do update set subject_ref = excluded.subject_ref returning id

-- name: lock-staff
select id, on_duty from staff where id = :id for update

-- name: insert-exam
insert into exam (id, staff_id, subject, outcome, taken_on, valid_until, recorded_by) values (:id, :staff_id, :subject, :outcome, :taken_on, :valid_until, :recorded_by)

-- name: newest-exam
select outcome, valid_until from exam where staff_id = :staff_id order by taken_on desc, id desc limit 1

-- name: set-duty
update staff set on_duty = :on_duty where id = :staff_id
