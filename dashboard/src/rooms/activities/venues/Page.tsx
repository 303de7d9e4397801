/** Venues for their keepers: open or not, what works, who came, closures and the heat. */
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { Entry } from "../../../kit/Control";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, text } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame, Section } from "../../../kit/Page";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { useVenues, type Venue } from "../lists";
import { Amenities, Opening } from "../VenueFacts";
import { Hours } from "./Hours";
import { OpenVenue } from "./OpenVenue";
import { place } from "./place";
import { words } from "./words";

const CATEGORIES = ["sanitation", "courier", "construction", "traffic-police", "security", "other"] as const;
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
  const w = useWords(words);
  const check = useCommand("/api/activities/venues/{venue_id}/amenity-checks");
  const [shown, show] = useState<"closure" | "hours" | null>(null);
  const turn = (one: "closure" | "hours") => show(shown === one ? null : one);
  return (
    <>
      <div className="card-head">
        <h2>{venue.name}</h2>
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
      <p className="acts">
        <Button size="small" onClick={() => turn("hours")} aria-expanded={shown === "hours"}>
          {w("hours")}
        </Button>
        <Button size="small" onClick={() => turn("closure")} aria-expanded={shown === "closure"}>
          {w("close")}
        </Button>
      </p>
      {shown === "hours" && <Hours venue={venue} />}
      {shown === "closure" && <Closure venue={venue} />}
    </>
  );
}

/** One touch a group of people: what they do, never who they are. */
function Visits({ venue }: { venue: Venue }) {
  const w = useWords(words);
  const [people, setPeople] = useState(1);
  const visit = useCommand("/api/activities/venues/{venue_id}/visits", { refreshes: ["/api/overview"] });
  return (
    <fieldset className="visits">
      <legend>{w("visits")}</legend>
      <Entry
        label={w("people")}
        type="number"
        inputMode="numeric"
        min={1}
        max={200}
        value={people}
        change={(typed) => setPeople(Math.max(1, Number(typed)))}
      />
      <div className="acts">
        {CATEGORIES.map((category) => (
          <Act
            key={category}
            command={visit}
            order={{ path: { venue_id: venue.venue_id }, body: { category, people } }}
            then={() => setPeople(1)}
            testId={`visit-${category}`}
          >
            {w(`worker.${category}`)}
          </Act>
        ))}
      </div>
      <Outcome of={visit} done={({ people: count }) => w("visited", { count })} />
    </fieldset>
  );
}

function Closure({ venue }: { venue: Venue }) {
  const w = useWords(words);
  const close = useCommand("/api/activities/venues/{venue_id}/closures");
  const today = localDay(new Date());
  return (
    <Form
      fields={{
        from_day: day(w("from_day"), { initial: today }),
        to_day: day(w("to_day"), { initial: today }),
        reason: text(w("reason"), { most: 200 }),
      }}
      rows={[["from_day", "to_day"]]}
      command={close}
      send={(values) => close.sendAll(values, { path: { venue_id: venue.venue_id } })}
      primary={false}
      action={w("close_submit")}
      done={w("closed")}
    />
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
