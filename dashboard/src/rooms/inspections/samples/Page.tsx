/** Samples on their way: the analyst receives and records, the verifier confirms and publishes. */
import { useMay } from "../../../app/session";
import { longDay } from "../../../format/time";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { To, useAddress, useGo } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { Toggle } from "../../../parts/Toggle";
import { Unannounced } from "../../../parts/Unannounced";
import { Versions } from "../Results";
import { place as thing } from "../sample/place";
import { Tested } from "../Tested";
import { words as room } from "../words";
import { Actions } from "./Actions";
import { place, STATES } from "./place";
import { words } from "./words";

type Sample = View<"inspections-SampleView">;

export function Page() {
  const w = useWords(words);
  const go = useGo();
  // A verifier begins where findings wait; what one looked at last stays in the address.
  const first = useMay("inspections:verify") ? "analysed" : "taken";
  const { state = first } = useAddress(place);
  const samples = useList("/api/inspections/samples", { state }, { after: "sample_id" });
  return (
    <Frame place={place} intro={w("intro")}>
      <div className="scroll-x">
        <Toggle
          label={w("state")}
          value={state}
          change={(chosen) => go(place, { search: { state: chosen }, replace: true })}
          options={STATES.map((one) => ({ value: one, label: w(`sample_state.${one}`) }))}
        />
      </div>
      <Listed of={samples} empty={<p className="card empty">{w("none")}</p>}>
        {(rows) => rows.map((one) => <SampleCard key={one.sample_id} sample={one} />)}
      </Listed>
    </Frame>
  );
}

function SampleCard({ sample }: { sample: Sample }) {
  const w = useWords(words);
  const r = useWords(room);
  const t = useShared();
  const language = useLanguage();
  const title = `sample-${sample.sample_id}`;
  return (
    <section className="card stack" aria-labelledby={title} data-testid="sample" data-state={sample.state}>
      <h2 id={title}>
        <To place={thing} params={{ sample_id: sample.sample_id }}>
          {sample.establishment_name}
        </To>
      </h2>
      <p className="row hint">
        <span>{r.of("category", sample.category)}</span>
        <span>{r("taken", { when: longDay(sample.taken_at, language) })}</span>
        {sample.publish_due && sample.state !== "published" && (
          <span>{w("due", { day: sample.publish_due })}</span>
        )}
        {sample.state !== "published" && <Unannounced day={sample.publish_due} />}
        {sample.late && <span className="late">{r("late")}</span>}
        {sample.found && sample.results.length === 0 && (
          <strong className={`verdict verdict-${sample.found}`} data-testid="found">
            {w("found_is", { verdict: t.of("verdict", sample.found) })}
          </strong>
        )}
      </p>
      {sample.results.length === 0 && <Tested items={sample.items} />}
      {sample.returned && sample.results.length === 0 && (
        <p className="late" data-testid="returned">
          {w("returned.is", { reason: sample.returned })}
        </p>
      )}
      {sample.results.length > 0 && <Versions results={sample.results} />}
      <Actions sample={sample} />
    </section>
  );
}
