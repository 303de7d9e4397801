/** Venues for their keepers: open or not, what works, who came, closures and the heat. */
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame, Section } from "../../../kit/Page";
import { To } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { useVenues, type Venue } from "../lists";
import { Amenities, Opening } from "../VenueFacts";
import { place as one } from "../venue/place";
import { Visits } from "../venue/Visits";
import { OpenVenue } from "./OpenVenue";
import { place } from "./place";
import { words } from "./words";

const LEVELS = ["yellow", "orange", "red"] as const;

export function Page() {
  const w = useWords(words);
  const venues = useVenues();
  const office = useMay("activities:manage");
  return (
    <Frame place={place} intro={w("intro")}>
      {office && <OpenVenue />}
      {office && <Heat />}
      <Listed of={venues} empty={w("none")}>
        {(rows) => (
          <ul className="card-list">
            {stationsFirst(rows).map((venue) => (
              <li key={venue.venue_id} className="card" data-testid={`venue-${venue.kind}`}>
                <VenueCard venue={venue} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </Frame>
  );
}

function stationsFirst(venues: readonly Venue[]): readonly Venue[] {
  return [...venues].sort((a, b) => Number(b.kind === "relay-station") - Number(a.kind === "relay-station"));
}

function VenueCard({ venue }: { venue: Venue }) {
  const check = useCommand("/api/activities/venues/{venue_id}/amenity-checks");
  return (
    <>
      <div className="card-head">
        <h2>
          <To place={one} params={{ venue_id: venue.venue_id }}>
            {venue.name}
          </To>
        </h2>
        <SourceTag source={venue.source} />
      </div>
      {venue.address && <p className="soft">{venue.address}</p>}
      <Opening venue={venue} />
      <Amenities
        venue={venue}
        found={(amenity, state) =>
          check.send({ path: { venue_id: venue.venue_id }, body: { amenity, state } })
        }
      />
      <Outcome of={check} />
      {venue.kind === "relay-station" && <Visits venue={venue} />}
    </>
  );
}

function Heat() {
  const w = useWords(words);
  const alert = useCommand("/api/activities/heat-alerts");
  return (
    <Section title={w("heat")}>
      <p className="soft">{w("heat_text")}</p>
      <Form
        fields={{
          level: choice(
            w("level"),
            LEVELS.map((value) => ({ value, label: w(`warning.${value}`) })),
          ),
          day: day(w("day"), { initial: localDay(new Date()) }),
        }}
        rows={[["level", "day"]]}
        command={alert}
        send={(values) => alert.sendAll(values, {})}
        sure={w("heat_sure")}
        primary={false}
        action={w("heat_submit")}
        actionTestId="heat-submit"
        done={({ stations: count }) => w("heat_done", { count })}
      />
    </Section>
  );
}
