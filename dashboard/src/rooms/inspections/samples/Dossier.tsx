/** The items that a laboratory tested, as rows of a form; the verdict on the sample follows from them (INS-21). */
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { choice, text } from "../../../kit/fields";
import type { View } from "../../../kit/paths";
import { several } from "../../../kit/several";
import { useShared, useWords } from "../../../kit/words";
import { words } from "./words";

type Item = View<"inspections-ItemView">;
export type Verdict = Item["verdict"];
const MOST = 40;
const VERDICTS: readonly Verdict[] = ["qualified", "unqualified"];

/** The rows, begun with what was said before, and the buttons for one more and one less. */
export function useItems(before: readonly Item[]) {
  const w = useWords(words);
  const t = useShared();
  const [count, setCount] = useState(Math.max(before.length, 1));
  const rows = several(count, (place) => {
    const was = before[place];
    const n = { n: place + 1 };
    const with_ = (initial: string | null | undefined) => (initial ? { initial } : {});
    return {
      item: text(w("dossier.item", n), { most: 80, ...with_(was?.item) }),
      method: text(w("dossier.method", n), { most: 80, placeholder: "GB 5009.12", ...with_(was?.method) }),
      value: text(w("dossier.value", n), { most: 40, ...with_(was?.value) }),
      unit: text(w("dossier.unit", n), { most: 40, optional: true, ...with_(was?.unit) }),
      limit: text(w("dossier.limit", n), { most: 80, ...with_(was?.limit) }),
      verdict: choice(
        w("dossier.verdict", n),
        VERDICTS.map((value) => ({ value, label: t(`verdict.${value}`) })),
        { choose: w("dossier.choose"), ...(was ? { initial: was.verdict } : {}) },
      ),
    };
  });
  const buttons: ReactNode = (
    <div className="row">
      <Button disabled={count >= MOST} onClick={() => setCount(count + 1)} data-testid="one-item-more">
        {w("dossier.more")}
      </Button>
      {count > 1 && <Button onClick={() => setCount(count - 1)}>{w("dossier.less")}</Button>}
    </div>
  );
  return { ...rows, buttons };
}

/** One item that failed fails the sample. */
export function verdictOf(items: readonly { verdict: Verdict }[]): Verdict {
  return items.some(({ verdict }) => verdict === "unqualified") ? "unqualified" : "qualified";
}
