/** Who came to a relay station: a touch a group of people. */
import { useState } from "react";
import { Act } from "../../../kit/Act";
import { Entry } from "../../../kit/Control";
import { useCommand } from "../../../kit/command";
import { Outcome } from "../../../kit/Outcome";
import { useWords } from "../../../kit/words";
import type { Venue } from "../lists";
import { words } from "./words";

const CATEGORIES = ["sanitation", "courier", "construction", "traffic-police", "security", "other"] as const;

/** One touch a group of people: what they do, never who they are. */
export function Visits({ venue }: { venue: Venue }) {
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
