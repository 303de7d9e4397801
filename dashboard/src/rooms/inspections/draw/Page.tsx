/** "Check this draw yourself" (INS-17): what was published, recomputed in this browser, step by step. */
import { useQuery } from "@tanstack/react-query";
import { stamp } from "../../../format/time";
import { Answered } from "../../../kit/Listed";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { To, useParts } from "../../../kit/To";
import { useLanguage, useWords } from "../../../kit/words";
import { Loading } from "../../../parts/states";
import { place as food } from "../food/place";
import { Steps } from "../Round";
import { words as room } from "../words";
import { PoolTable } from "./PoolTable";
import { place } from "./place";
import { type PublishedDraw, recompute, type Step } from "./recompute";
import { words } from "./words";

type DrawFile = View<"inspections-DrawFile">;

const STEPS: readonly Step[] = ["digest", "commitment", "seed", "result"];

function complete(file: DrawFile): PublishedDraw | null {
  const { commitment, nonce, entropy, seed, places, floors } = file;
  if (!commitment || !nonce || !entropy || !seed || !places || !floors) return null;
  return { ...file, commitment, nonce, entropy, seed, places, floors };
}

export function Page() {
  const w = useWords(words);
  const r = useWords(room);
  const { roundId } = useParts(place);
  const file = useRead("/api/inspections/public/rounds/{round_id}/draw", { round_id: roundId });
  return (
    <Frame place={place} intro={w("intro")} ways={<To place={food}>{r("back")}</To>}>
      <Answered of={file}>{(answer) => <Published file={answer} />}</Answered>
    </Frame>
  );
}

function Published({ file }: { file: DrawFile }) {
  const w = useWords(words);
  const language = useLanguage();
  const when = (at: string | null) => (at ? stamp(at, language) : w("not_yet"));
  return (
    <>
      <section className="card stack" aria-labelledby="draw-facts">
        <h2 id="draw-facts">{file.title}</h2>
        <Steps state={file.state} />
        <dl className="check">
          <dt>{w("frozen")}</dt>
          <dd>
            {when(file.frozen_at)} · {w("pool_size", { count: file.pool.length })}
            <br />
            <code>{file.digest}</code>
            <br />
            {w(file.votes_counted === "verified" ? "votes_verified" : "votes_all")}
          </dd>
          <dt>{w("committed")}</dt>
          <dd>
            {when(file.committed_at)}
            <br />
            <code>{file.commitment}</code>
          </dd>
          <dt>{w("entropy")}</dt>
          <dd>
            {file.entropy_source ?? w("not_yet")} · {when(file.entropy_at)}
            <br />
            <code>{file.entropy}</code>
          </dd>
          <dt>{w("drawn")}</dt>
          <dd>
            {when(file.drawn_at)}
            <br />
            <code>{file.nonce}</code>
          </dd>
        </dl>
      </section>
      <Checked file={file} />
    </>
  );
}

function Checked({ file }: { file: DrawFile }) {
  const w = useWords(words);
  const published = complete(file);
  const found = useQuery({
    queryKey: ["recomputed", file],
    queryFn: () => (published ? recompute(published) : null),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!published) return <PoolTable file={file} order={null} />;
  if (found.isPending) return <Loading />;
  if (!found.data) return <p role="alert">{w("cannot")}</p>;
  const { matches, order } = found.data;
  const all = STEPS.every((step) => matches[step]);
  return (
    <>
      <section className="card stack" aria-labelledby="draw-check" data-testid="draw-check">
        <h2 id="draw-check">{w("here")}</h2>
        <p
          className={all ? "match" : "mismatch"}
          role="status"
          data-testid="draw-verdict"
          data-match={all ? "yes" : "no"}
        >
          {w(all ? "match" : "mismatch")}
        </p>
        <dl className="check">
          {STEPS.map((step) => (
            <Line key={step} step={step} holds={matches[step]} />
          ))}
        </dl>
        <p className="hint">
          {w("else")}{" "}
          <a
            href={`/api/inspections/public/rounds/${file.round_id}/draw`}
            download={`draw-${file.round_id}.json`}
          >
            {w("file")}
          </a>
        </p>
      </section>
      <PoolTable file={file} order={order} />
    </>
  );
}

function Line({ step, holds }: { step: Step; holds: boolean }) {
  const w = useWords(words);
  return (
    <>
      <dt>{w(`step.${step}`)}</dt>
      <dd className={holds ? "match" : "mismatch"}>{w(holds ? "same" : "other")}</dd>
    </>
  );
}
