/** The inspector's phone: the places that were drawn for me, and taking a sample in each. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import "../../../styles/inspections.css";
import { CATEGORIES } from "../lists";
import { words as room } from "../words";
import { place } from "./place";
import { words } from "./words";

type MyPlace = View<"inspections-MyPlace">;

export function Page() {
  const w = useWords(words);
  const places = useList("/api/inspections/my-places", {}, {});
  return (
    <Frame place={place} intro={w("intro")}>
      <Listed of={places} empty={<Enrol />}>
        {(rows) => rows.map((one) => <Place key={one.round_id + one.establishment_id} place={one} />)}
      </Listed>
    </Frame>
  );
}

/** Inspectors enrol with the account they sign in with; from then on places can be drawn for them. */
function Enrol() {
  const w = useWords(words);
  const r = useWords(room);
  const enrol = useCommand("/api/inspections/inspectors");
  return (
    <section className="card stack" aria-labelledby="enrol">
      <h2 id="enrol">{w("none")}</h2>
      <p className="hint">{w("enrol_text")}</p>
      <Form
        fields={{ name: text(w("name"), { most: 200, testId: "enrol-name" }) }}
        command={enrol}
        send={(values) => enrol.sendAll(values, {})}
        action={w("enrol")}
        actionTestId="round-next"
        done={r("done")}
      />
    </section>
  );
}

function Place({ place: one }: { place: MyPlace }) {
  const w = useWords(words);
  const r = useWords(room);
  const title = `place-${one.establishment_id}`;
  return (
    <section className="card stack" aria-labelledby={title} data-testid="my-place">
      <h2 id={title}>{one.establishment_name}</h2>
      <p className="hint">
        {one.round_title} · {r("risk", { risk: one.risk_class })}
      </p>
      {one.sampled && <p className="match">{w("sampled")}</p>}
      {one.round_state === "sampling" ? <Take place={one} /> : <p className="hint">{w("not_yet")}</p>}
    </section>
  );
}

function Take({ place: { round_id, establishment_id, sampled } }: { place: MyPlace }) {
  const w = useWords(words);
  const r = useWords(room);
  const take = useCommand("/api/inspections/samples");
  return (
    <Form
      fields={{
        category: choice(
          w("what"),
          CATEGORIES.map((value) => ({ value, label: r(`category.${value}`) })),
        ),
      }}
      command={take}
      send={(values) => take.send({ body: { round_id, establishment_id, ...values } })}
      primary={!sampled}
      action={w(sampled ? "again" : "take")}
      actionTestId="take-sample"
      done={r("done")}
    />
  );
}
