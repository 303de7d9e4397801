/** The pool in the order of the draw: weights, numbers, who was drawn, who was replaced and why. */
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { words as room } from "../words";
import { words } from "./words";

const SHOWN_DIGITS = 16;

interface PoolTableProps {
  file: View<"inspections-DrawFile">;
  /** Null before the draw: then the pool stands as it was frozen. */
  order: { id: string; number: string }[] | null;
}

export function PoolTable({ file, order }: PoolTableProps) {
  const w = useWords(words);
  const r = useWords(room);
  const places = new Map(file.result.map((place) => [place.id, place]));
  const items = new Map(file.pool.map((item) => [item.id, item]));
  const verified = file.votes_counted === "verified";
  const rows = order ?? file.pool.map(({ id }) => ({ id, number: "" }));
  const outcome = (id: string): string => {
    const place = places.get(id);
    if (!place) return "";
    if (!place.removed_at) return w("is_drawn");
    const by = place.replaced_by ? (items.get(place.replaced_by)?.name ?? "") : w("not_replaced");
    return w("replaced", { why: r.of("removal", place.removal_reason ?? ""), by });
  };
  return (
    <section className="card stack" aria-labelledby="draw-pool">
      <h2 id="draw-pool">{w(order ? "order" : "pool")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={w("pool")}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{w("place")}</th>
              <th scope="col">{w("risk")}</th>
              {verified && <th scope="col">{w("votes")}</th>}
              <th scope="col">{w("weight")}</th>
              <th scope="col">{w("number")}</th>
              <th scope="col">{w("outcome")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, number }, place) => {
              const removed = places.get(id)?.removed_at;
              const row = removed ? "removed-row" : places.has(id) ? "drawn-row" : undefined;
              return (
                <tr key={id} className={row}>
                  <td>{place + 1}</td>
                  <td>{items.get(id)?.name}</td>
                  <td>{items.get(id)?.risk_class}</td>
                  {verified && <td>{items.get(id)?.votes}</td>}
                  <td>{items.get(id)?.weight}</td>
                  <td>
                    <code>{number.slice(0, SHOWN_DIGITS)}</code>
                  </td>
                  <td>{outcome(id)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}
