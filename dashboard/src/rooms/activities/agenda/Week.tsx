/** A week: a row for each venue, a column for each day; on a phone a list by venue. */

import { useWords } from "../../../kit/words";
import type { Venue } from "../lists";
import type { Session } from "../sessions";
import { VenueLink } from "../VenueLink";
import { useDayName } from "./dayName";
import { type Acts, drops, type Exception, lasting, on, Slot } from "./Slot";
import { words } from "./words";

interface WeekProps {
  days: readonly string[];
  venues: readonly Venue[];
  sessions: readonly Session[];
  exceptions: readonly Exception[];
  acts: Acts | null;
}

export function Week({ days, venues, sessions, exceptions, acts }: WeekProps) {
  const w = useWords(words);
  const name = useDayName();
  const at = <R extends { venue_id: string }>(rows: readonly R[], venue: Venue) =>
    rows.filter(({ venue_id }) => venue_id === venue.venue_id);
  return (
    <table className="agenda" data-testid="agenda-week">
      <caption className="unseen">{w("range", { from: days[0] ?? "", to: days.at(-1) ?? "" })}</caption>
      <thead>
        <tr>
          <th scope="col">{w("venue")}</th>
          {days.map((day) => (
            <th key={day} scope="col" aria-current={day === acts?.today ? "date" : undefined}>
              {name(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {venues.map((venue) => (
          <tr key={venue.venue_id}>
            <th scope="row">
              <VenueLink id={venue.venue_id}>{venue.name}</VenueLink>
            </th>
            {days.map((day) => {
              const where = { venue_id: venue.venue_id, day };
              const here = on(at(sessions, venue), day);
              const different = lasting(at(exceptions, venue), day);
              return (
                <td
                  key={day}
                  data-day={name(day)}
                  data-testid={`slot-${venue.venue_id}-${day}`}
                  className={here.length + different.length === 0 ? "agenda-nothing" : undefined}
                  {...drops(acts, where, sessions)}
                >
                  <Slot {...where} name={venue.name} sessions={here} exceptions={different} acts={acts} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
