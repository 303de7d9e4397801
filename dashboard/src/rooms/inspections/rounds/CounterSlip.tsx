/** A slip of paper at the counter, typed in by the office: a verified vote. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { shops, useEstablishments } from "../lists";
import { words as room } from "../words";
import { words } from "./words";

export function CounterSlip({ round: { round_id, categories } }: { round: View<"inspections-RoundView"> }) {
  const w = useWords(words);
  const r = useWords(room);
  const nominate = useCommand("/api/inspections/rounds/{round_id}/nominations");
  return (
    <details className="stack">
      <summary data-testid="counter-slip">{w("slip.title")}</summary>
      <p className="hint">{w("slip.says")}</p>
      <Form
        fields={{
          name: text(w("slip.name"), { most: 200 }),
          phone: text(w("slip.phone"), { keys: "tel", pattern: "1[3-9][0-9]{9}" }),
          establishment_id: choice(r("establishment"), shops(useEstablishments()), { choose: r("choose") }),
          category: choice(
            w("slip.category"),
            categories.map((value) => ({ value, label: r.of("category", value) })),
          ),
        }}
        rows={[
          ["name", "phone"],
          ["establishment_id", "category"],
        ]}
        command={nominate}
        send={(values) => nominate.send({ path: { round_id }, body: values })}
        clears
        action={w("slip.do")}
        actionTestId="counter-slip-do"
        done={({ replaced }) => w(replaced ? "slip.replaced" : "slip.counted")}
      />
    </details>
  );
}
