/** Choosing a session: what, where, when in Shanghai, how many seats are left, where the fact comes from. */
import { useMemo, useState } from "react";
import { span } from "../../../format/time";
import { Entry } from "../../../kit/Control";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import type { Session } from "../sessions";
import { words } from "./words";

/** More choices than this and one types to find. */
const SEARCH_FROM = 5;

interface SessionPickerProps {
  sessions: readonly Session[];
  chosen: string | null;
  missing: boolean;
  choose: (id: string) => void;
}

export function SessionPicker({ sessions, chosen, missing, choose }: SessionPickerProps) {
  const w = useWords(words);
  const [wanted, setWanted] = useState("");
  const found = useMemo(() => {
    const text = wanted.trim().toLowerCase();
    return sessions.filter((one) => `${one.title} ${one.venue_name}`.toLowerCase().includes(text));
  }, [sessions, wanted]);
  if (sessions.length === 0) {
    return (
      <section className="card empty">
        <strong>{w("no_sessions")}</strong>
        {w("no_sessions_text")}
      </section>
    );
  }
  return (
    <fieldset className="card sessions" data-testid="register-session" aria-describedby="session-missing">
      <legend>{w("session")}</legend>
      {sessions.length > SEARCH_FROM && (
        <Entry label={w("search")} type="search" value={wanted} change={setWanted} />
      )}
      <p id="session-missing" className="field-wrong" role="alert">
        {missing && w("session_missing")}
      </p>
      <div className="session-list">
        {found.map((session) => (
          <SessionChoice
            key={session.session_id}
            session={session}
            checked={session.session_id === chosen}
            choose={choose}
          />
        ))}
        {found.length === 0 && <p className="empty">{w("search_empty")}</p>}
      </div>
    </fieldset>
  );
}

interface SessionChoiceProps {
  session: Session;
  checked: boolean;
  choose: (id: string) => void;
}

function SessionChoice({ session, checked, choose }: SessionChoiceProps) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const left = Math.max(0, session.capacity - session.confirmed);
  const online = Math.max(0, session.online_capacity - session.online_confirmed);
  const full = left + online === 0;
  const published = session.activity_state === "published";
  return (
    <label className={checked ? "session session-chosen" : "session"}>
      <input
        type="radio"
        name="session"
        value={session.session_id}
        checked={checked}
        disabled={full}
        onChange={() => choose(session.session_id)}
      />
      <span className="session-body">
        <span className="session-title">
          {session.title} <SourceTag source={session.source} />
        </span>
        <span className="session-where">
          {span(session.starts_at, session.ends_at, language)} · {session.venue_name}
        </span>
        <span className={full ? "session-seats session-full" : "session-seats"}>
          <meter min={0} max={session.capacity} value={session.confirmed} aria-hidden="true" />
          {full ? w("full") : session.capacity > 0 && w("seats", { left, capacity: session.capacity })}
          {online > 0 && (
            <span>
              {t("pool.online")} {w("seats", { left: online, capacity: session.online_capacity })}
            </span>
          )}
          {!published && <span className="tag tag-other">{w("draft")}</span>}
        </span>
      </span>
    </label>
  );
}
