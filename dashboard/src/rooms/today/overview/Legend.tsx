/** Which of the district's facts a newspaper printed and which were invented for the demo. */
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { words } from "./words";

const ROWS = [
  { source: "press-2021-07", key: "press" },
  { source: "public-register", key: "register" },
  { source: "demo", key: "demo" },
  { source: "operator", key: "operator" },
] as const;

export function Legend() {
  const w = useWords(words);
  return (
    <section className="card legend" aria-labelledby="legend-title">
      <h2 id="legend-title">{w("legend.title")}</h2>
      <dl>
        {ROWS.map(({ source, key }) => (
          <div key={source}>
            <dt>
              <SourceTag source={source} />
            </dt>
            <dd>{w(`legend.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
