/** The door, on a phone: today's session, its people, one touch a person. */
import { useEffect, useState } from "react";
import { span } from "../../../format/time";
import { Select } from "../../../kit/Control";
import { Listed } from "../../../kit/Listed";
import { Page as Frame } from "../../../kit/Page";
import { useLanguage, useWords } from "../../../kit/words";
import { useSessionsAtTheDoor } from "../sessions";
import { Kept } from "./Kept";
import { People } from "./People";
import { place } from "./place";
import { useScans } from "./scanning";
import { words } from "./words";
import { startWorker } from "./worker";

export function Page() {
  const w = useWords(words);
  const language = useLanguage();
  const scans = useScans();
  useEffect(() => void startWorker(), []);
  const sessions = useSessionsAtTheDoor();
  const [chosen, choose] = useState("");
  const open = sessions.rows.filter(({ activity_state }) => activity_state === "published");
  const none = (
    <section className="card empty">
      <strong>{w("none")}</strong>
      {w("none_text")}
    </section>
  );
  return (
    <Frame place={place} intro={w("intro")}>
      <Listed of={{ ...sessions, rows: open }} empty={none}>
        {(rows) => (
          <Select
            label={w("session")}
            value={chosen}
            change={choose}
            choose={w("choose")}
            testId="door-session"
            options={rows.map((one) => ({
              value: one.session_id,
              label: `${one.title} · ${span(one.starts_at, one.ends_at, language)}`,
            }))}
          />
        )}
      </Listed>
      <Kept scans={scans} />
      {chosen && <People key={chosen} session={chosen} scans={scans} />}
    </Frame>
  );
}
