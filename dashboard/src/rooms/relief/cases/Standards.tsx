/** The local minimum-living standard from a day on: what caps a case. */
import { useMay } from "../../../app/session";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { amount, day, text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { Fold } from "../Fold";
import { Row, Rows } from "../Row";
import { useYuan } from "../values";
import { words } from "./words";

export function Standards() {
  const w = useWords(words);
  const money = useYuan();
  const manages = useMay("relief:manage");
  const standards = useList("/api/relief/living-standards", {}, {});
  return (
    <Card title={w("standards.title")}>
      {manages && <SetStandard />}
      <Rows of={{ ...standards, rows: [...standards.rows].reverse() }} empty={w("standards.empty")}>
        {(one) => (
          <Row
            key={one.valid_from}
            testId="standard-row"
            title={w("standards.row", { day: one.valid_from, amount: money(one.monthly_fen) })}
            facts={[one.document]}
          />
        )}
      </Rows>
    </Card>
  );
}

function SetStandard() {
  const w = useWords(words);
  const set = useCommand("/api/relief/living-standards");
  return (
    <Fold title={w("standards.fold")} testId="set-standard">
      <Form
        fields={{
          valid_from: day(w("standards.valid_from")),
          monthly_fen: amount(w("standards.amount")),
          document: text(w("standards.document"), { most: 200 }),
        }}
        rows={[["valid_from", "monthly_fen"]]}
        command={set}
        send={(body) => set.send({ body })}
        clears
        sure={w("standards.sure")}
        action={w("standards.action")}
        done={w("standards.done")}
      />
    </Fold>
  );
}
