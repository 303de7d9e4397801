/** The operator's rounds: where each is in its life, and the one step that comes next. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Disposal, inspectionsList, type Round } from "../../../api/inspections";
import { useMay } from "../../../app/session";
import { span } from "../../../format/time";
import { SourceTag } from "../../../parts/SourceTag";
import { Failed, Forbidden, Loading } from "../../../parts/states";
import { Unannounced } from "../../../parts/Unannounced";
import { Do, Ended, Steps } from "../parts";
import { BreakOff, NextStep } from "./NextStep";
import { PaperCodes } from "./PaperCodes";

export function RoundsPage() {
  const may = useMay("inspections:manage");
  return may ? <RoundsBody /> : <Forbidden />;
}

function RoundsBody() {
  const { t } = useTranslation();
  const rounds = useQuery(inspectionsList<Round>("/rounds", (one) => one.round_id));
  const open = (one: Round) => (one.state === "closed" ? 1 : 0);
  const sorted = [...(rounds.data ?? [])].reverse().sort((a, b) => open(a) - open(b));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("inspection.rounds.title")}</h1>
          <p className="page-day">{t("inspection.rounds.intro")}</p>
        </div>
      </div>
      {rounds.isPending && <Loading />}
      {rounds.isError && <Failed inner error={rounds.error} retry={() => void rounds.refetch()} />}
      {sorted.map((one) => (
        <RoundCard key={one.round_id} round={one} />
      ))}
      <Disposals />
    </div>
  );
}

function RoundCard({ round }: { round: Round }) {
  const { t, i18n } = useTranslation();
  return (
    <section
      className="card stack"
      aria-labelledby={`round-${round.round_id}`}
      data-testid="round"
      data-round={round.round_id}
      data-state={round.state}
    >
      <h2 id={`round-${round.round_id}`}>
        {round.title} <SourceTag source={round.source} />
      </h2>
      <Steps state={round.state} />
      <Ended reason={round.closing_reason} />
      <p className="row hint">
        <span>{span(round.opens_at, round.closes_at, i18n.language)}</span>
        <span>{t("inspection.rounds.nominations", { count: round.nominations })}</span>
        {round.unverified > 0 && (
          <span>{t("inspection.rounds.unverified", { count: round.unverified })}</span>
        )}
        <span>{t("inspection.food.samples", { count: round.samples, awaited: round.samples_awaited })}</span>
        {round.open_disposals > 0 && (
          <span className="late">{t("inspection.credit.open", { count: round.open_disposals })}</span>
        )}
        {round.state !== "collecting" && (
          <Link to="/public/rounds/$roundId/draw" params={{ roundId: round.round_id }}>
            {t("inspection.draw.title")}
          </Link>
        )}
      </p>
      <NextStep round={round} />
      {round.state === "collecting" && <PaperCodes round={round} />}
      <BreakOff round={round} />
    </section>
  );
}

const NEXT: Record<string, { verb: string; body?: unknown }> = {
  opened: { verb: "rectify" },
  rectifying: { verb: "recheck", body: { outcome: "passed" } },
  rechecked: { verb: "close" },
};

function Disposals() {
  const { t } = useTranslation();
  const disposals = useQuery(inspectionsList<Disposal>("/disposals", (one) => one.disposal_id));
  const open = disposals.data?.filter((one) => one.state !== "closed") ?? [];
  if (open.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="disposals">
      <h2 id="disposals">{t("inspection.disposal.title")}</h2>
      <ul className="plain-list">
        {open.map((one) => {
          const next = NEXT[one.state];
          return (
            <li key={one.disposal_id} data-testid="disposal">
              <span className="row">
                <strong>{one.establishment_name}</strong>
                <span>{t(`disposal.${one.state}`)}</span>
                {one.due_on && <span>{t("inspection.disposal.due", { day: one.due_on })}</span>}
                <Unannounced day={one.due_on} />
                {one.overdue && <span className="late">{t("inspection.disposal.overdue")}</span>}
              </span>
              {next && (
                <span className="row">
                  <Do path={`/disposals/${one.disposal_id}/${next.verb}`} body={next.body}>
                    {t(`inspection.disposal.do_${next.verb}`)}
                  </Do>
                  {one.state === "rectifying" && (
                    <Do path={`/disposals/${one.disposal_id}/recheck`} body={{ outcome: "failed" }}>
                      {t("inspection.disposal.do_failed")}
                    </Do>
                  )}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
