/** The drawn places with their inspectors, and taking one out that cannot be inspected. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice } from "../../../kit/fields";
import { Answered } from "../../../kit/Listed";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { useWords } from "../../../kit/words";
import { words as room } from "../words";
import { words } from "./words";

type Round = View<"inspections-RoundView">;
type DrawFile = View<"inspections-DrawFile">;

const REASONS = ["shut", "closed-down", "category-not-sold", "under-investigation"] as const;

export function Drawn({ round: { round_id } }: { round: Round }) {
  const w = useWords(words);
  const file = useRead("/api/inspections/public/rounds/{round_id}/draw", { round_id });
  return (
    <div className="stack">
      <h3>{w("drawn")}</h3>
      <Answered of={file}>
        {(answer) => (
          <>
            <Places file={answer} />
            <Replacement file={answer} />
          </>
        )}
      </Answered>
    </div>
  );
}

const left = (file: DrawFile) => file.result.filter((one) => !one.removed_at);

function Places({ file }: { file: DrawFile }) {
  const w = useWords(words);
  const r = useWords(room);
  const inspectors = useRead("/api/inspections/inspectors");
  const name = (id: string) => inspectors.data?.find((one) => one.inspector_id === id)?.name ?? "—";
  const drawn = new Map(file.inspectors.map((one) => [one.establishment_id, one.selected]));
  return (
    <ol className="plain-list">
      {left(file).map((one) => (
        <li key={one.id} className="row" data-testid="drawn-place">
          <strong>{one.name}</strong>
          <span className="hint">{r("risk", { risk: one.risk_class })}</span>
          <span>
            {drawn.has(one.id)
              ? w("inspected_by", { names: (drawn.get(one.id) ?? []).map(name).join("、") })
              : w("no_inspectors")}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Replacement({ file }: { file: DrawFile }) {
  const w = useWords(words);
  const r = useWords(room);
  const replace = useCommand("/api/inspections/rounds/{round_id}/replacements");
  return (
    <details className="stack">
      <summary data-testid="replace">{w("replace_title")}</summary>
      <Form
        fields={{
          establishment_id: choice(
            w("which"),
            left(file).map((one) => ({ value: one.id, label: one.name })),
            { choose: r("choose") },
          ),
          reason: choice(
            w("why"),
            REASONS.map((value) => ({ value, label: r(`removal.${value}`) })),
            { choose: r("choose") },
          ),
        }}
        rows={[["establishment_id", "reason"]]}
        command={replace}
        send={(values) => replace.sendAll(values, { path: { round_id: file.round_id } })}
        primary={false}
        sure={w("replace_sure")}
        action={w("replace")}
        done={r("done")}
      />
    </details>
  );
}
