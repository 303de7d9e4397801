/** Registering oneself, or joining the line where a session is full. */
import { useState } from "react";
import { span } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { words as room } from "../words";
import { words } from "./words";

const POOLS = ["on-site", "online"] as const;
type Pool = (typeof POOLS)[number];

export function Attend({ known }: { known: boolean }) {
  const w = useWords(words);
  const kinds = useWords(room);
  const t = useShared();
  const language = useLanguage();
  const sessions = useList("/api/activities/public/sessions", {}, {});
  const [chosen, choose] = useState("");
  const register = useCommand("/api/activities/me/registrations");
  const wait = useCommand("/api/activities/me/waitlist");
  const one = sessions.rows.find(({ session_id }) => session_id === chosen);
  const left = (pool: Pool) => kinds.of("seats", String(pool === "online" ? one?.online : one?.seats));
  const person = {
    name: text(t("person.name"), { most: 200, testId: "mine-name" }),
    phone: text(t("person.phone"), { keys: "tel", pattern: "1[3-9][0-9]{9}", testId: "mine-phone" }),
  };
  const pool = choice(
    w("pool"),
    POOLS.map((value) => ({ value, label: `${t(`pool.${value}`)} · ${left(value)}` })),
  );
  return (
    <Section title={w("attend")}>
      <Form
        fields={{
          session_id: choice(
            w("session"),
            sessions.rows.map((session) => ({
              value: session.session_id,
              label: `${session.title} · ${span(session.starts_at, session.ends_at, language)} · ${kinds.of("seats", session.seats)}`,
            })),
            { choose: w("choose"), changed: choose, testId: "mine-session" },
          ),
          ...(one && one.online !== "none" ? { pool } : {}),
          ...(known ? {} : person),
        }}
        rows={[["name", "phone"]]}
        command={register}
        disabled={!chosen || wait.isPending}
        send={({ session_id, pool: seats = "on-site", name, phone }) => {
          const whose = name === undefined ? null : { name, phone: phone ?? null };
          const full = one && (seats === "online" ? one.online : one.seats) === "full";
          const [command, other] = full ? [wait, register] : [register, wait];
          other.reset();
          command.send({ body: { session_id, pool: seats, person: whose } });
        }}
        action={w(one?.seats === "full" ? "wait" : "submit")}
        actionTestId="mine-submit"
        done={w("done.confirmed")}
      />
      <Outcome of={wait} done={w("done.waiting")} />
    </Section>
  );
}
