/** What is on: everybody may look; a seat is taken with an account or at the counter. */
import { useState } from "react";
import { span } from "../../../format/time";
import { Entry } from "../../../kit/Control";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { To } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { words as room } from "../../activities/words";
import { place as join } from "../join/place";
import { place } from "./place";
import { words } from "./words";

type Session = View<"activities-PublicSession">;

export function Page() {
  const w = useWords(words);
  const sessions = useList("/api/activities/public/sessions", {}, {});
  const [wanted, find] = useState("");
  const text = wanted.trim().toLowerCase();
  const found = sessions.rows.filter((one) =>
    `${one.title} ${one.venue_name} ${one.organisation_name}`.toLowerCase().includes(text),
  );
  return (
    <Frame place={place} intro={w("intro")} ways={<To place={join}>{w("join")}</To>}>
      <Entry label={w("find")} type="search" value={wanted} change={find} />
      <Listed of={{ ...sessions, rows: found }} empty={w("none")}>
        {(rows) => (
          <ul className="card-list">
            {rows.map((one) => (
              <li key={one.session_id} className="card" data-testid="public-session">
                <One session={one} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </Frame>
  );
}

function One({ session }: { session: Session }) {
  const t = useShared();
  const seats = useWords(room);
  const language = useLanguage();
  return (
    <>
      <div className="card-head">
        <h2>{session.title}</h2>
        <SourceTag source={session.source} />
      </div>
      <p>{span(session.starts_at, session.ends_at, language)}</p>
      <p className="soft">
        {session.venue_name}
        {session.address && ` · ${session.address}`} · {session.organisation_name}
      </p>
      <p>
        {t("pool.on-site")}{" "}
        <span className={`tag seats-${session.seats}`}>{seats.of("seats", session.seats)}</span>
        {session.online !== "none" && (
          <>
            {" "}
            {t("pool.online")}{" "}
            <span className={`tag seats-${session.online}`}>{seats.of("seats", session.online)}</span>
          </>
        )}
      </p>
    </>
  );
}
