/** The tickets of a session on paper, for people without a phone. */
import { Button } from "antd";
import { span } from "../../../format/time";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import { useRead } from "../../../kit/read";
import { useParts } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { Ticket } from "../Ticket";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const { session_id } = useParts(place);
  const session = useRead("/api/activities/sessions/{session_id}", { session_id }).data;
  const list = useList(
    "/api/activities/sessions/{session_id}/registrations",
    { session_id },
    { after: "registration_id" },
  );
  const rows = list.rows.filter(({ state }) => state === "confirmed");
  const print = <Button onClick={() => window.print()}>{t("action.print")}</Button>;
  return (
    <Frame place={place} intro={w("intro")} ways={print}>
      <Listed of={{ ...list, rows }} empty={w("none")}>
        {(people) => (
          <ul className="tickets">
            {people.map((one) => (
              <li key={one.registration_id} data-testid="ticket">
                <strong>{one.name}</strong>
                {session && (
                  <span className="soft">
                    {session.title} · {span(session.starts_at, session.ends_at, language)} ·{" "}
                    {session.venue_name}
                  </span>
                )}
                <Ticket code={one.ticket} label={w("ticket", { name: one.name })} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </Frame>
  );
}
