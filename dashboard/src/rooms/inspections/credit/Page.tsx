/** A food business's public credit file (INS-1): class, checks, what failed and what followed, honours, how old it is. */
import { longDay } from "../../../format/time";
import { Answered } from "../../../kit/Listed";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { To, useParts } from "../../../kit/To";
import { inLanguage, useLanguage, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { Unannounced } from "../../../parts/Unannounced";
import { place as food } from "../food/place";
import { Result } from "../Results";
import { words as room } from "../words";
import { place } from "./place";
import { words } from "./words";

type CreditFile = View<"inspections-CreditFile">;

const DAY_MS = 86_400_000;

export function Page() {
  const r = useWords(room);
  const language = useLanguage();
  const { establishmentId } = useParts(place);
  const file = useRead("/api/inspections/public/establishments/{establishment_id}", {
    establishment_id: establishmentId,
  });
  return (
    <Frame
      place={place}
      title={file.data?.name}
      intro={inLanguage(place.title, language)}
      ways={<To place={food}>{r("back")}</To>}
    >
      <Answered of={file}>{(answer) => <Credit file={answer} />}</Answered>
    </Frame>
  );
}

function Credit({ file }: { file: CreditFile }) {
  const w = useWords(words);
  const r = useWords(room);
  const language = useLanguage();
  const days = file.last_result_at
    ? Math.floor((Date.now() - Date.parse(file.last_result_at)) / DAY_MS)
    : null;
  return (
    <>
      <section className="card stack" aria-labelledby="credit-facts">
        <h2 id="credit-facts">
          {file.standing === "listed" ? w("listed") : r("risk", { risk: file.risk_class })}{" "}
          <SourceTag source={file.source} />
        </h2>
        <p>{days === null ? w("awaiting") : w("age", { count: days })}</p>
        {file.samples_awaited > 0 && <p>{w("pending", { count: file.samples_awaited })}</p>}
        {file.open_disposals > 0 && <p className="late">{r("open", { count: file.open_disposals })}</p>}
        <ul className="plain-list">
          {file.awards.map((one) => (
            <li key={one.award_id} className="row">
              <strong>{r.of("award.kind", one.kind)}</strong>
              <span>{r.of("award.state", one.state)}</span>
              <span className="hint">{r("ends", { day: one.ends_on })}</span>
              <SourceTag source={one.source} />
            </li>
          ))}
          {file.pledges.map((one) => (
            <li key={one.pledge_id} className="row">
              <strong>{r("pledge_of")}</strong>
              <span>{r.of("pledge.state", one.state)}</span>
              <span className="hint">{r("ends", { day: one.ends_on })}</span>
              <SourceTag source={one.source} />
            </li>
          ))}
        </ul>
      </section>
      <section className="card stack" aria-labelledby="credit-results">
        <h2 id="credit-results">{w("results")}</h2>
        {file.results.length === 0 && <p className="hint">{w("results_empty")}</p>}
        <ul className="plain-list">
          {file.results.map((one) => (
            <Result key={one.sample_id} result={one} />
          ))}
        </ul>
      </section>
      {file.disposals.length > 0 && (
        <section className="card stack" aria-labelledby="credit-disposals">
          <h2 id="credit-disposals">{r("disposals")}</h2>
          <ul className="plain-list">
            {file.disposals.map((one) => (
              <li key={one.disposal_id} className="row">
                <strong>{r.of("disposal", one.state)}</strong>
                <span className="hint">{w("opened", { when: longDay(one.opened_at, language) })}</span>
                {one.due_on && <span>{r("due", { day: one.due_on })}</span>}
                <Unannounced day={one.due_on} />
                {one.overdue && <span className="late">{r("overdue")}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
