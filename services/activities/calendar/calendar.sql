-- name: calendar-notices
select year, holidays, make_up as make_up_days, source as document, announced_at from working_calendar
order by year desc
