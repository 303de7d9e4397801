/** A sample's published results: every version, the one that holds first (RULE-17). */
import { longDay, stamp } from "../../format/time";
import type { View } from "../../kit/paths";
import { To } from "../../kit/To";
import { useLanguage, useShared, useWords } from "../../kit/words";
import "../../styles/inspections.css";
import { place as credit } from "./credit/place";
import { Tested } from "./Tested";
import { words } from "./words";

export function Versions({ results }: { results: readonly View<"inspections-ResultView">[] }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  if (results.length === 0) return <p className="hint">{w("awaited")}</p>;
  const newest = results[results.length - 1]?.version;
  return (
    <ol className="versions">
      {[...results].reverse().map((one) => (
        <li key={one.version} className={one.version === newest ? "version-holds" : "version-superseded"}>
          <strong className={`verdict verdict-${one.verdict}`}>{t.of("verdict", one.verdict)}</strong>
          <span>
            {w("version", { version: one.version })} · {stamp(one.published_at, language)}
            {one.reason && ` · ${w.of("supersede", one.reason)}`}
          </span>
          {one.version !== newest && (
            <span className="tag tag-other">{w("superseded_by", { version: one.version + 1 })}</span>
          )}
          <Tested items={one.items} />
        </li>
      ))}
    </ol>
  );
}

interface ResultProps {
  result: View<"inspections-PublicResult">;
  /** With the business's name, which leads to its credit file. */
  named?: boolean;
}

export function Result({ result, named = false }: ResultProps) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    <li data-testid="public-result">
      <span className="row">
        {named && (
          <To place={credit} params={{ establishmentId: result.establishment_id }}>
            {result.establishment_name}
          </To>
        )}
        <span>{w.of("category", result.category)}</span>
        <span className="hint">{w("taken", { when: longDay(result.taken_at, language) })}</span>
        {result.late && <span className="late">{w("late")}</span>}
      </span>
      <Versions results={result.results} />
    </li>
  );
}
