/** Paper codes of a round: made here, printed, and given out at the stall, one a person. */
import { stamp } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { number } from "../../../kit/fields";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { To } from "../../../kit/To";
import { useLanguage, useWords } from "../../../kit/words";
import { place as batch } from "../codes/place";
import { words as room } from "../words";
import { words } from "./words";

const MOST = 500;

export function PaperCodes({ round: { round_id } }: { round: View<"inspections-RoundView"> }) {
  const w = useWords(words);
  const r = useWords(room);
  const language = useLanguage();
  const batches = useRead("/api/inspections/rounds/{round_id}/paper-codes", { round_id });
  const issue = useCommand("/api/inspections/rounds/{round_id}/paper-codes");
  return (
    <details className="stack" data-testid="paper-codes">
      <summary>{w("codes.title")}</summary>
      <p className="hint">{w("codes.says")}</p>
      <ul className="plain-list">
        {batches.data?.map((one) => (
          <li key={one.batch_id} className="row">
            <To place={batch} params={{ roundId: round_id, batchId: one.batch_id }} testId="paper-batch">
              {w("codes.batch", { when: stamp(one.issued_at, language) })}
            </To>
            <span>{w("codes.used", { used: one.used, count: one.codes })}</span>
          </li>
        ))}
      </ul>
      <Form
        fields={{ codes: number(w("codes.count"), { least: 1, most: MOST, initial: 100 }) }}
        command={issue}
        send={(values) => issue.sendAll(values, { path: { round_id } })}
        action={w("codes.make")}
        actionTestId="make-codes"
        done={r("done")}
      />
    </details>
  );
}
