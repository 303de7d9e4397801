-- 慈善法 art. 70, 72, 79: while an emergency lasts the public hears of its fund every five days. `fund.emergency` is
-- whether one lasts; here is which, since when, and by whose hand.
create table emergency (
    fund_id     uuid not null references fund,
    reason      text not null
        check (reason in ('natural-disaster', 'accident-disaster', 'public-health', 'public-security')),
    declared_at timestamptz not null,
    declared_by text not null,
    ended_at    timestamptz,
    ended_by    text,
    check ((ended_at is null) = (ended_by is null)),
    check (ended_at >= declared_at)
);
create unique index "emergency-already-declared" on emergency (fund_id) where ended_at is null;
