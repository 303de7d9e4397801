/** What one is registered for and waits for: cancel, leave the line, say how it was. */
import { span } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { type Commanding, useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, longText } from "../../../kit/fields";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useLanguage, useWords } from "../../../kit/words";
import { Ticket } from "../Ticket";
import { words } from "./words";

type Own = View<"activities-OwnData">;
const CANCEL = "/api/activities/me/registrations/{registration_id}/cancel";
const RATINGS = ["5", "4", "3", "2", "1"] as const;

export function Registrations({ own }: { own: Own }) {
  const w = useWords(words);
  const cancel = useCommand(CANCEL);
  const leave = useCommand("/api/activities/me/waitlist/{entry_id}/withdraw");
  const waiting = own.waiting.filter(({ state }) => state === "waiting");
  return (
    <Section title={w("registrations")}>
      <Outcome of={cancel} />
      <Outcome of={leave} />
      <ul className="door-list">
        {own.registrations.map((one) => (
          <One key={one.registration_id} one={one} cancel={cancel} />
        ))}
        {waiting.map((one) => (
          <li key={one.entry_id} className="door-person">
            <span>
              <strong>{one.title}</strong>
              <span className="soft">{w("before", { count: one.before })}</span>
            </span>
            <Act small command={leave} order={{ path: { entry_id: one.entry_id } }}>
              {w("leave")}
            </Act>
          </li>
        ))}
      </ul>
      {own.registrations.length + waiting.length === 0 && <p className="empty">{w("none")}</p>}
    </Section>
  );
}

interface OneProps {
  one: Own["registrations"][number];
  cancel: Commanding<typeof CANCEL>;
}

function One({ one, cancel }: OneProps) {
  const w = useWords(words);
  const language = useLanguage();
  const over = new Date(one.ends_at) < new Date();
  return (
    <li className="door-person" data-testid="my-registration">
      <span>
        <strong>{one.title}</strong>
        <span className="soft">
          {span(one.starts_at, one.ends_at, language)} · {one.venue_name} ·{" "}
          {w.of("state", one.scanned_at ? "attended" : one.state)}
          {one.promoted && ` · ${w("promoted")}`}
        </span>
        {one.state === "confirmed" && !one.scanned_at && !over && (
          <details>
            <summary>{w("ticket")}</summary>
            <Ticket code={one.ticket} label={w("ticket_of", { title: one.title })} />
          </details>
        )}
      </span>
      {one.state === "confirmed" && !one.scanned_at && !over && (
        <Act
          command={cancel}
          order={{ path: { registration_id: one.registration_id } }}
          sure={w("cancel_sure")}
          testId="cancel-mine"
        >
          {w("cancel")}
        </Act>
      )}
      {one.scanned_at && one.rating === null && over && <Rate registration={one.registration_id} />}
      {one.rating !== null && <span className="tag tag-operator">{w.of("rating", String(one.rating))}</span>}
    </li>
  );
}

/** Sent by a button and not by the choice: with the keyboard, one arrow key would have given an opinion for good. */
function Rate({ registration }: { registration: string }) {
  const w = useWords(words);
  const rate = useCommand("/api/activities/me/registrations/{registration_id}/feedback");
  return (
    <Form
      fields={{
        rating: choice(
          w("rate"),
          RATINGS.map((value) => ({ value, label: w(`rating.${value}`) })),
          { choose: "—", testId: "rate-mine" },
        ),
        comment: longText(w("comment"), { optional: true, most: 200 }),
      }}
      command={rate}
      send={({ rating, comment }) =>
        rate.send({ path: { registration_id: registration }, body: { rating: Number(rating), comment } })
      }
      primary={false}
      action={w("rate_submit")}
      actionTestId="rate-submit"
      done={w("rated")}
    />
  );
}
