/** "Check this draw yourself" (INS-17): what was published, recomputed in this browser, step by step. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type DrawFile, inspectionsQuery } from "../../../api/inspections";
import { stamp } from "../../../format/time";
import { Failed, Loading } from "../../../parts/states";
import { Steps } from "../parts";
import { PoolTable } from "./PoolTable";
import { type PublishedDraw, recompute, type Step } from "./recompute";

const STEPS: readonly Step[] = ["digest", "commitment", "seed", "result"];

function complete(file: DrawFile): PublishedDraw | null {
  const { commitment, nonce, entropy, seed, places, floors } = file;
  if (!commitment || !nonce || !entropy || !seed || !places || !floors) return null;
  return { ...file, commitment, nonce, entropy, seed, places, floors };
}

export function DrawPage() {
  const { t } = useTranslation();
  const { roundId = "" } = useParams({ strict: false });
  const file = useQuery(inspectionsQuery<DrawFile>(`/public/rounds/${encodeURIComponent(roundId)}/draw`));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("inspection.draw.title")}</h1>
          <p className="page-day">{t("inspection.draw.intro")}</p>
        </div>
        <Link to="/public/food">{t("inspection.food.back")}</Link>
      </div>
      {file.isPending && <Loading />}
      {file.isError && <Failed inner error={file.error} retry={() => void file.refetch()} />}
      {file.data && <Published file={file.data} />}
    </div>
  );
}

function Published({ file }: { file: DrawFile }) {
  const { t, i18n } = useTranslation();
  const when = (at: string | null) => (at ? stamp(at, i18n.language) : t("inspection.draw.not_yet"));
  return (
    <>
      <section className="card stack" aria-labelledby="draw-facts">
        <h2 id="draw-facts">{file.title}</h2>
        <Steps state={file.state} />
        <dl className="check">
          <dt>{t("inspection.draw.frozen")}</dt>
          <dd>
            {when(file.frozen_at)} · {t("inspection.draw.pool_size", { count: file.pool.length })}
            <br />
            <code>{file.digest}</code>
            <br />
            {t(`inspection.draw.votes_${file.votes_counted}`)}
          </dd>
          <dt>{t("inspection.draw.committed")}</dt>
          <dd>
            {when(file.committed_at)}
            <br />
            <code>{file.commitment}</code>
          </dd>
          <dt>{t("inspection.draw.entropy")}</dt>
          <dd>
            {file.entropy_source ?? t("inspection.draw.not_yet")} · {when(file.entropy_at)}
            <br />
            <code>{file.entropy}</code>
          </dd>
          <dt>{t("inspection.draw.drawn")}</dt>
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
  const { t } = useTranslation();
  const published = complete(file);
  const found = useQuery({
    queryKey: ["recomputed", file],
    queryFn: () => (published ? recompute(published) : null),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!published) return <PoolTable file={file} order={null} />;
  if (found.isPending) return <Loading />;
  if (!found.data) return <p role="alert">{t("inspection.draw.cannot")}</p>;
  const { matches, order } = found.data;
  const all = STEPS.every((step) => matches[step]);
  return (
    <>
      <section className="card stack" aria-labelledby="draw-check" data-testid="draw-check">
        <h2 id="draw-check">{t("inspection.draw.here")}</h2>
        <p
          className={all ? "match" : "mismatch"}
          role="status"
          data-testid="draw-verdict"
          data-match={all ? "yes" : "no"}
        >
          {t(all ? "inspection.draw.match" : "inspection.draw.mismatch")}
        </p>
        <dl className="check">
          {STEPS.map((step) => (
            <Line key={step} step={step} holds={matches[step]} />
          ))}
        </dl>
        <p className="hint">{t("inspection.draw.else")}</p>
      </section>
      <PoolTable file={file} order={order} />
    </>
  );
}

function Line({ step, holds }: { step: Step; holds: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{t(`inspection.draw.step.${step}`)}</dt>
      <dd className={holds ? "match" : "mismatch"}>
        {t(holds ? "inspection.draw.same" : "inspection.draw.other")}
      </dd>
    </>
  );
}
