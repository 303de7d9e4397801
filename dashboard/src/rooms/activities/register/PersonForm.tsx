/** Who comes: a name, and a phone or an ID number to tell people of one name apart. */
import { Button } from "antd";
import { useState } from "react";
import { idNumberFlaw } from "../../../format/idNumber";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import type { Reply } from "../../../kit/paths";
import { To } from "../../../kit/To";
import { useShared, useWords } from "../../../kit/words";
import { place as today } from "../../today/overview/place";
import type { Session } from "../sessions";
import { words } from "./words";

const REGISTER = "/api/activities/sessions/{session_id}/registrations";
const CHANNELS = ["self", "on-behalf", "walk-in"] as const;
const POOLS = ["on-site", "online"] as const;

interface PersonFormProps {
  session: Session | undefined;
  /** The form was sent, whatever came of it. */
  sent: () => void;
}

export function PersonForm({ session, sent }: PersonFormProps) {
  const w = useWords(words);
  const register = useCommand(REGISTER);
  const [order, setOrder] = useState({ name: "", title: "" });
  const online = (session?.online_capacity ?? 0) > 0;
  const { pool, ...person } = useFields();
  return (
    <section className="card person" aria-labelledby="person-title">
      <h2 id="person-title">{w("person")}</h2>
      <Form
        fields={online ? { ...person, pool } : person}
        also={({ phone, id_number }) => (phone || id_number ? {} : { phone: w("one_needed") })}
        command={register}
        refused={sent}
        send={({ id_number, ...who }) => {
          sent();
          if (!session) return;
          setOrder({ name: who.name, title: session.title });
          register.send({
            path: { session_id: session.session_id },
            body: { ...who, id_number: id_number?.toUpperCase() ?? null },
          });
        }}
        clears={["name", "phone", "id_number"]}
        block
        action={w(register.isPending ? "submitting" : "submit")}
        actionTestId="register-submit"
        outcome={{
          testId: "register-result",
          className: "outcome",
          follow: true,
          heads: { done: w("done"), failed: w("failed") },
        }}
        done={(reply) => (
          <Done reply={reply} {...order} replayed={register.replayed} again={register.reset} />
        )}
      />
    </section>
  );
}

function useFields() {
  const w = useWords(words);
  const t = useShared();
  const wrong = { shape: w("id_shape"), "check-digit": w("id_digit") };
  return {
    name: text(w("name"), { most: 200, testId: "register-name", missing: w("name_missing") }),
    phone: text(w("phone"), {
      optional: true,
      keys: "tel",
      most: 20,
      flaw: (typed) => (/^1[3-9][0-9]{9}$/.test(typed) ? null : w("phone_wrong")),
      testId: "register-phone",
    }),
    id_number: text(w("id_number"), {
      optional: true,
      most: 18,
      hint: w("privacy"),
      flaw: (typed) => {
        const found = idNumberFlaw(typed);
        return found && wrong[found];
      },
      right: (typed) => (idNumberFlaw(typed) === null ? w("id_right") : null),
      testId: "register-id-number",
    }),
    channel: choice(
      w("channel"),
      CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) })),
      { inSight: true },
    ),
    pool: choice(
      w("pool"),
      POOLS.map((value) => ({ value, label: t(`pool.${value}`) })),
      { inSight: true },
    ),
  };
}

interface DoneProps {
  reply: Reply<typeof REGISTER>;
  name: string;
  title: string;
  replayed: boolean;
  again: () => void;
}

function Done({ reply, name, title, replayed, again }: DoneProps) {
  const w = useWords(words);
  return (
    <>
      <p>{w("done_text", { name, title, left: reply.seats_left })}</p>
      {replayed && <p>{w("replayed")}</p>}
      <p className="outcome-ways">
        <To place={today}>{w("see_today")}</To>
        <Button type="link" onClick={again}>
          {w("another")}
        </Button>
      </p>
    </>
  );
}
