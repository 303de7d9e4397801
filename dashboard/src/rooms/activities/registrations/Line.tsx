/** Who waits for a session: joining and leaving the line for somebody at the counter. */
import { Act } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import { Table } from "../../../kit/Table";
import { useShared, useWords } from "../../../kit/words";
import { PersonLink } from "../PersonLink";
import { type Session, standing } from "../sessions";
import { words } from "./words";

const POOLS = ["on-site", "online"] as const;

export function Line({ session }: { session: Session }) {
  const w = useWords(words);
  const t = useShared();
  const line = useList(
    "/api/activities/sessions/{session_id}/waitlist",
    { session_id: session.session_id },
    { after: ({ place }) => String(place) },
  );
  const leave = useCommand("/api/activities/waitlist/{entry_id}/withdraw");
  return (
    <Section title={w("line")} testId="line">
      <Outcome of={leave} done={w("left")} />
      <Table
        caption={w("line")}
        empty={w("no_line")}
        of={line}
        id={({ entry_id }) => entry_id}
        columns={{
          place: { title: w("place"), figure: true, cell: (one) => one.place },
          name: { title: w("name"), cell: (one) => <PersonLink of={one} /> },
          pool: { title: w("pool"), cell: (one) => t.of("pool", one.pool) },
          state: { title: w("state"), cell: (one) => w.of("states", one.state) },
          act: {
            title: w("act"),
            cell: ({ entry_id, name, state }) =>
              state === "waiting" && (
                <Act
                  command={leave}
                  order={{ path: { entry_id } }}
                  sure={w("leave_sure", { name })}
                  testId="leave"
                >
                  {w("leave")}
                </Act>
              ),
          },
        }}
      />
      {["planned", "begun"].includes(standing(session)) && <Join session={session} />}
    </Section>
  );
}

function Join({ session }: { session: Session }) {
  const w = useWords(words);
  const t = useShared();
  const join = useCommand("/api/activities/sessions/{session_id}/waitlist");
  return (
    <>
      <h3>{w("join")}</h3>
      <p className="soft">{w("join_text")}</p>
      <Form
        fields={{
          name: text(t("person.name"), { most: 200 }),
          phone: text(t("person.phone"), { optional: true, keys: "tel", pattern: "1[3-9][0-9]{9}" }),
          id_number: text(t("person.id_number"), { optional: true, pattern: "[0-9]{17}[0-9Xx]" }),
          pool: choice(
            w("pool"),
            POOLS.map((value) => ({ value, label: t.of("pool", value) })),
          ),
        }}
        rows={[
          ["name", "phone"],
          ["id_number", "pool"],
        ]}
        also={({ phone, id_number }) => (phone || id_number ? {} : { phone: w("one_needed") })}
        command={join}
        send={({ id_number, ...who }) =>
          join.send({
            path: { session_id: session.session_id },
            body: { ...who, id_number: id_number?.toUpperCase() ?? null, channel: "on-behalf" },
          })
        }
        clears
        primary={false}
        action={w("join")}
        done={({ place }) => w("joined", { place })}
        testId="join-line"
      />
    </>
  );
}
