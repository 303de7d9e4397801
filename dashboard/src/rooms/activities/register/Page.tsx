/** Register a person for a session: the form that starts the thread ending in Today's moving figure. */
import { useState } from "react";
import { Answered } from "../../../kit/Listed";
import { Page as Frame } from "../../../kit/Page";
import { useWords } from "../../../kit/words";
import { useSessionsAhead } from "../sessions";
import { PersonForm } from "./PersonForm";
import { place } from "./place";
import { SessionPicker } from "./SessionPicker";
import { words } from "./words";
import "../../../styles/register.css";

export function Page() {
  const w = useWords(words);
  const sessions = useSessionsAhead();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const chosen = sessions.rows.find(({ session_id }) => session_id === chosenId);
  const here = { data: sessions.isPending || sessions.error ? undefined : sessions.rows, ...sessions };
  return (
    <Frame place={place} intro={w("intro")}>
      <Answered of={{ ...here, refetch: sessions.retry }}>
        {(rows) => (
          <div className="register">
            <SessionPicker
              sessions={rows}
              chosen={chosenId}
              missing={missing && !chosen}
              choose={(id) => {
                setChosenId(id);
                setMissing(false);
              }}
            />
            <div>
              <PersonForm session={chosen} sent={() => setMissing(!chosen)} />
            </div>
          </div>
        )}
      </Answered>
    </Frame>
  );
}
