-- What people may name in a round is a list of the round's own, fixed when it opens: free text made a plan of thousands of
-- categories, which no event can carry. And a round ends from any state, with a reason that is published.
alter table round
    add column categories text[] not null default array[
        'cooked-food', 'dairy', 'fruit-and-vegetables', 'meat', 'aquatic-products', 'pastry', 'beverages', 'tableware',
        'other'],
    add column closing_reason text,
    add constraint "round-categories-bounded" check (cardinality(categories) between 1 and 30),
    add constraint "closing-reason-without-close" check (closing_reason is null or state = 'closed');

-- Rounds that exist: the usual list, and what the office itself typed in most often. Other words count as 'other'.
update round r set categories = r.categories || named.added
from (
    select round_id, array_agg(category order by votes desc, category) as added
    from (
        select n.round_id, n.category, count(*) as votes,
               row_number() over (partition by n.round_id order by count(*) desc, n.category) as place
        from nomination n join round o on o.id = n.round_id
        where n.recorded_by <> 'public' and n.category <> all (o.categories)
        group by n.round_id, n.category
    ) counted
    where place <= 20 group by round_id
) named
where named.round_id = r.id;

create function refuse_category() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from round where id = new.round_id and new.category = any (categories)) then
        raise exception 'a category that the round does not have' using errcode = 'check_violation',
            constraint = 'category-not-in-round';
    end if;
    return new;
end $$;
create trigger "category-not-in-round" before insert or update of category on nomination
    for each row execute function refuse_category();
