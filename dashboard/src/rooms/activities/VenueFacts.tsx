/** What is known of a venue, and what is not: hours and amenities, each with its age. */
import { Button } from "antd";
import { longDay } from "../../format/time";
import type { Body } from "../../kit/paths";
import { useLanguage, useWords } from "../../kit/words";
import { UnannouncedTag } from "../../parts/Unannounced";
import type { Venue } from "./lists";
import { words } from "./words";

export type Amenity = Body<"/api/activities/venues/{venue_id}/amenity-checks">["amenity"];

const short = (time: string) => time.slice(0, 5);

export function Opening({ venue }: { venue: Venue }) {
  const w = useWords(words);
  const today = venue.today?.map(({ opens, closes }) => `${short(opens)}–${short(closes)}`).join("，");
  const state = venue.open_now === null ? "unknown" : venue.open_now ? "open" : "closed";
  const longer = venue.exceptions.find(({ kind }) => kind === "extended-hours");
  const closure = venue.exceptions.find(({ kind }) => kind === "closure");
  return (
    <p className="opening">
      <span className={`tag opening-${state}`}>{w(`venue.state.${state}`)}</span>{" "}
      {today ? w("venue.today", { hours: today }) : venue.today && w("venue.closed_today")}
      {today && !venue.calendar_announced && (
        <>
          {" "}
          <UnannouncedTag />
        </>
      )}
      {longer && <span className="soft"> · {w("venue.longer", { until: short(longer.closes ?? "") })}</span>}
      {closure && (
        <span className="soft">
          {" "}
          · {w("venue.closure", { from: closure.from_day, to: closure.to_day, reason: closure.reason })}
        </span>
      )}
    </p>
  );
}

interface AmenitiesProps {
  venue: Venue;
  /** Absent on public pages. */
  found?: (amenity: Amenity, state: "working" | "faulty") => void;
}

export function Amenities({ venue, found }: AmenitiesProps) {
  const w = useWords(words);
  const language = useLanguage();
  if (venue.amenities.length === 0) return <p className="soft">{w("venue.no_amenities")}</p>;
  return (
    <ul className="amenities">
      {venue.amenities.map(({ kind, state, checked_at }) => (
        <li key={kind}>
          <span>
            {w.of("amenity", kind)}{" "}
            <span className={`tag amenity-${state}`}>{w.of("amenity_state", state)}</span>
            <span className="soft amenity-age">
              {checked_at
                ? w("venue.checked", { day: longDay(checked_at, language) })
                : w("venue.never_checked")}
            </span>
          </span>
          {found && (
            <span className="amenity-acts">
              <Button
                size="small"
                onClick={() => found(kind as Amenity, "working")}
                aria-label={`${w.of("amenity", kind)} ${w("amenity_state.working")}`}
              >
                {w("amenity_state.working")}
              </Button>
              <Button
                size="small"
                onClick={() => found(kind as Amenity, "faulty")}
                aria-label={`${w.of("amenity", kind)} ${w("amenity_state.faulty")}`}
              >
                {w("amenity_state.faulty")}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
