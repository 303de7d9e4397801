-- Businesses as other registers list them (I13, I14): LIVES feeds and FHRS files, by the id they have there.
create table listing (
    feed             text not null,
    external_id      text not null,
    establishment_id uuid not null references establishment,
    standing         text not null check (standing in ('scored', 'awaiting', 'exempt', 'pending')),
    score            integer,
    rated_on         date,
    imported_at      timestamptz not null,
    primary key (feed, external_id),
    -- An unknown score is unknown: never the best and never the worst.
    check ((standing = 'scored') = (score is not null))
);
create index listing_by_establishment on listing (establishment_id);
