/** The way out of any state: a round that cannot go on is broken off, and everybody can read why. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice } from "../../../kit/fields";
import type { View } from "../../../kit/paths";
import { useShared, useWords } from "../../../kit/words";
import { words as room } from "../words";
import { words } from "./words";

const REASONS = [
  "too-few-nominations",
  "votes-not-credible",
  "draw-not-possible",
  "samples-lost",
  "opened-by-mistake",
  "emergency",
] as const;

export function BreakOff({ round: { round_id, state } }: { round: View<"inspections-RoundView"> }) {
  const w = useWords(words);
  const r = useWords(room);
  const t = useShared();
  const close = useCommand("/api/inspections/rounds/{round_id}/close");
  if (state === "closed") return null;
  return (
    <details className="stack" data-testid="break-off">
      <summary>{w("break_off")}</summary>
      <p className="hint">{w("break_off_says")}</p>
      <Form
        fields={{
          reason: choice(
            w("why"),
            REASONS.map((value) => ({ value, label: t(`broken_off.${value}`) })),
            { choose: r("choose") },
          ),
        }}
        command={close}
        send={(values) => close.sendAll(values, { path: { round_id } })}
        primary={false}
        sure={w("break_off_sure")}
        action={w("break_off")}
        actionTestId="break-off-do"
        done={r("done")}
      />
    </details>
  );
}
