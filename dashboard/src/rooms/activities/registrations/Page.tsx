/** The counter's list of one session: who is registered, who waits, and what is done for them. */
import { span } from "../../../format/time";
import { Select } from "../../../kit/Control";
import { Listed } from "../../../kit/Listed";
import { Page as Frame } from "../../../kit/Page";
import { useAddress, useGo } from "../../../kit/To";
import { useLanguage, useWords } from "../../../kit/words";
import { useSessions } from "../sessions";
import { Line } from "./Line";
import { People } from "./People";
import { place } from "./place";
import { words } from "./words";

const DAY_MS = 86_400_000;

export function Page() {
  const w = useWords(words);
  const language = useLanguage();
  const sessions = useSessions(-30 * DAY_MS, 60 * DAY_MS);
  const { session: chosen } = useAddress(place);
  const go = useGo();
  const one = sessions.rows.find(({ session_id }) => session_id === chosen);
  return (
    <Frame place={place} intro={w("intro")}>
      <Listed of={sessions} empty={w("no_sessions")}>
        {(rows) => (
          <Select
            label={w("session")}
            value={one ? chosen : ""}
            change={(session) => go(place, { search: { session }, replace: true })}
            choose={w("choose")}
            testId="registrations-session"
            options={rows.map((session) => ({
              value: session.session_id,
              label: `${session.title} · ${span(session.starts_at, session.ends_at, language)}`,
            }))}
          />
        )}
      </Listed>
      {one && <People key={one.session_id} session={one} />}
      {one && <Line key={`line ${one.session_id}`} session={one} />}
    </Frame>
  );
}
