/** Where a round is, and why it was broken off, where it was. */
import { useShared, useWords } from "../../kit/words";
import "../../styles/inspections.css";
import { words } from "./words";

const STATES = [
  "collecting",
  "frozen",
  "planned",
  "drawn",
  "sampling",
  "testing",
  "publishing",
  "closed",
] as const;

export function Steps({ state }: { state: string }) {
  const w = useWords(words);
  const t = useShared();
  const here = (STATES as readonly string[]).indexOf(state);
  return (
    <ol className="round-steps" aria-label={w("steps")}>
      {STATES.map((one, position) => (
        <li
          key={one}
          className={position < here ? "step-past" : position === here ? "step-here" : "step-ahead"}
          aria-current={position === here ? "step" : undefined}
        >
          {t(`round_state.${one}`)}
        </li>
      ))}
    </ol>
  );
}

export function Ended({ reason }: { reason: string | null }) {
  const w = useWords(words);
  const t = useShared();
  if (!reason) return null;
  return (
    <p className="late" data-testid="broken-off">
      {w("broken_off", { reason: t.of("broken_off", reason) })}
    </p>
  );
}
