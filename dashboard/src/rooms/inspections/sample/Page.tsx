/** One sample: where it is from and where it stands, what was tested, what is done with it now, what happened to it. */
import { longDay } from "../../../format/time";
import { Answered } from "../../../kit/Listed";
import { Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { type Doing, Thing } from "../../../kit/Thing";
import { To, useParts } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { place as credit } from "../credit/place";
import { place as draw } from "../draw/place";
import { useLaboratories } from "../lists";
import { Versions } from "../Results";
import { Actions } from "../samples/Actions";
import { place as samples } from "../samples/place";
import { words as list } from "../samples/words";
import { Tested } from "../Tested";
import { words as room } from "../words";
import { place } from "./place";
import { words } from "./words";

type Sample = View<"inspections-SampleView">;

export function Page() {
  const { sample_id } = useParts(place);
  const sample = useRead("/api/inspections/samples/{sample_id}", { sample_id });
  return (
    <Answered of={sample} inner={false}>
      {(found) => <OneSample key={found.sample_id} sample={found} />}
    </Answered>
  );
}

function OneSample({ sample }: { sample: Sample }) {
  const w = useWords(words);
  const l = useWords(list);
  const r = useWords(room);
  const language = useLanguage();
  const laboratory = useLaboratories().rows.find((one) => one.laboratory_id === sample.laboratory_id);
  return (
    <Thing
      place={place}
      name={sample.establishment_name}
      back={samples}
      state={<span className="tag tag-other">{l.of("sample_state", sample.state)}</span>}
      facts={[
        [
          w("business"),
          <To key="business" place={credit} params={{ establishmentId: sample.establishment_id }}>
            {sample.establishment_name}
          </To>,
        ],
        [
          w("round"),
          <To key="round" place={draw} params={{ roundId: sample.round_id }}>
            {w("draw")}
          </To>,
        ],
        [w("category"), r.of("category", sample.category)],
        [w("taken"), longDay(sample.taken_at, language)],
        [w("drawn"), w(sample.drawn ? "yes" : "no")],
        [w("laboratory"), laboratory?.name],
        [w("due"), sample.state !== "published" && sample.publish_due],
      ]}
      doings={useDoings(sample)}
      history={{ room: "inspections", kind: "sample", id: sample.sample_id }}
    >
      <Found sample={sample} />
    </Thing>
  );
}

/** The next step, for the role whose it is. */
function useDoings(sample: Sample): Doing[] {
  const l = useWords(list);
  const act = <Actions sample={sample} />;
  const steps: Record<string, readonly Doing[]> = {
    taken: [{ title: l("receive"), permission: "inspections:analyse", act }],
    received: [{ title: l("dossier.record"), permission: "inspections:analyse", act }],
    analysed: [{ title: l("verify"), permission: "inspections:verify", act }],
    verified: [{ title: l("publish"), permission: "inspections:verify", act }],
    published: [{ title: l("correction.title"), permission: "inspections:read", act }],
  };
  return [...(steps[sample.state] ?? [])];
}

function Found({ sample }: { sample: Sample }) {
  const w = useWords(words);
  const l = useWords(list);
  const t = useShared();
  const published = sample.results.length > 0;
  return (
    <Section title={w("items")}>
      {published && <Versions results={sample.results} />}
      {!published && sample.found && (
        <strong className={`verdict verdict-${sample.found}`} data-testid="found">
          {l("found_is", { verdict: t.of("verdict", sample.found) })}
        </strong>
      )}
      {!published && <Tested items={sample.items} />}
      {!published && sample.returned && (
        <p className="late" data-testid="returned">
          {l("returned.is", { reason: sample.returned })}
        </p>
      )}
      {!published && !sample.found && <p className="hint">{w("none")}</p>}
    </Section>
  );
}
