/** What a verdict rests on: each item that was tested, its value beside what the standard allows (INS-21). */
import type { View } from "../../kit/paths";
import { useShared, useWords } from "../../kit/words";
import { words } from "./words";

type Item = View<"inspections-ItemView">;

export function Tested({ items }: { items: readonly Item[] }) {
  const w = useWords(words);
  const t = useShared();
  if (items.length === 0) return null;
  return (
    <ul className="tested" data-testid="tested" aria-label={w("tested.title")}>
      {items.map((one) => (
        <li key={`${one.item} ${one.method}`}>
          <strong>{one.item}</strong> <span className="hint">{one.method}</span>{" "}
          <span>
            {w("tested.says", {
              value: one.unit ? `${one.value} ${one.unit}` : one.value,
              limit: one.limit,
            })}
          </span>{" "}
          <span className={`verdict verdict-${one.verdict}`}>{t.of("verdict", one.verdict)}</span>
        </li>
      ))}
    </ul>
  );
}
