/** 你点我检 for everybody: rounds that collect, what was named, results with what they supersede, honours. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import {
  type Award,
  inspectionsList,
  inspectionsQuery,
  type PublicResult,
  type PublicRound,
  publicResults,
  type Ranked,
} from "../../../api/inspections";
import { longDay, stamp } from "../../../format/time";
import { More } from "../../../parts/More";
import { SourceTag } from "../../../parts/SourceTag";
import { Failed, Loading } from "../../../parts/states";
import { Ended, Steps, Versions } from "../parts";
import { NominationForm } from "./NominationForm";

export function FoodPage() {
  const { t } = useTranslation();
  const rounds = useQuery(inspectionsList<PublicRound>("/public/rounds", (one) => one.round_id));
  const now = new Date().toISOString();
  const collecting = rounds.data?.filter(
    (one) => one.state === "collecting" && one.opens_at <= now && now <= one.closes_at,
  );
  const others = rounds.data?.filter((one) => !collecting?.includes(one)).reverse();
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("inspection.food.title")}</h1>
          <p className="page-day">{t("inspection.food.intro")}</p>
        </div>
      </div>
      {rounds.isPending && <Loading />}
      {rounds.isError && <Failed inner error={rounds.error} retry={() => void rounds.refetch()} />}
      {collecting?.map((one) => (
        <Collecting key={one.round_id} round={one} />
      ))}
      {collecting?.length === 0 && <p className="card hint">{t("inspection.food.none_collecting")}</p>}
      <div className="two">
        <Results />
        <div className="stack">
          {others && others.length > 0 && <Rounds rounds={others} />}
          <Honours />
        </div>
      </div>
    </div>
  );
}

function Collecting({ round }: { round: PublicRound }) {
  const { t, i18n } = useTranslation();
  const ranking = useQuery(inspectionsQuery<Ranked[]>(`/public/rounds/${round.round_id}/ranking`));
  return (
    <section className="card stack" aria-labelledby={`round-${round.round_id}`} data-testid="public-round">
      <h2 id={`round-${round.round_id}`}>
        {round.title} <SourceTag source={round.source} />
      </h2>
      <p className="hint">{t("inspection.food.until", { when: stamp(round.closes_at, i18n.language) })}</p>
      <div className="two">
        <NominationForm round={round} />
        <div className="stack">
          <h3>{t("inspection.food.ranking")}</h3>
          {ranking.data?.length === 0 && <p className="hint">{t("inspection.food.ranking_empty")}</p>}
          <ol className="plain-list" data-testid="ranking">
            {ranking.data?.map((one) => (
              <li key={one.establishment_id} className="row">
                <span>{one.name}</span>
                <strong>{t("inspection.food.votes", { count: one.nominations ?? "<5" })}</strong>
                <span className="hint">
                  {t("inspection.food.votes_apart", { count: one.unverified ?? "<5" })}
                </span>
              </li>
            ))}
          </ol>
          <p className="hint">{t("inspection.food.verified_says")}</p>
        </div>
      </div>
    </section>
  );
}

function Rounds({ rounds }: { rounds: PublicRound[] }) {
  const { t } = useTranslation();
  return (
    <section className="card stack" aria-labelledby="food-rounds">
      <h2 id="food-rounds">{t("inspection.food.rounds")}</h2>
      <ul className="plain-list">
        {rounds.map((one) => (
          <li key={one.round_id}>
            <span>
              <strong>{one.title}</strong> <SourceTag source={one.source} />
            </span>
            <Steps state={one.state} />
            <Ended reason={one.closing_reason} />
            <span className="row">
              {t("inspection.food.samples", { count: one.samples, awaited: one.samples_awaited })}
              {one.state !== "collecting" && (
                <Link to="/public/rounds/$roundId/draw" params={{ roundId: one.round_id }}>
                  {t("inspection.draw.title")}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Results() {
  const { t } = useTranslation();
  const results = useInfiniteQuery(publicResults);
  return (
    <section className="card stack" aria-labelledby="food-results">
      <h2 id="food-results">{t("inspection.food.results")}</h2>
      {results.isError && <Failed inner error={results.error} retry={() => void results.refetch()} />}
      {results.data?.length === 0 && <p className="hint">{t("inspection.food.results_empty")}</p>}
      <ul className="plain-list" data-testid="public-results">
        {results.data?.map((one) => (
          <Result key={one.sample_id} result={one} named />
        ))}
      </ul>
      <More of={results} shown={results.data?.length ?? 0} testId="public-results-more" />
    </section>
  );
}

export function Result({ result, named = false }: { result: PublicResult; named?: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <li data-testid="public-result">
      <span className="row">
        {named && (
          <Link to="/public/food/$establishmentId" params={{ establishmentId: result.establishment_id }}>
            {result.establishment_name}
          </Link>
        )}
        <span>{t(`category.${result.category}`, { defaultValue: result.category })}</span>
        <span className="hint">
          {t("inspection.taken", { when: longDay(result.taken_at, i18n.language) })}
        </span>
        {result.late && <span className="late">{t("inspection.late")}</span>}
      </span>
      <Versions results={result.results} />
    </li>
  );
}

function Honours() {
  const { t } = useTranslation();
  const awards = useQuery(inspectionsQuery<Award[]>("/public/awards"));
  if (!awards.data || awards.data.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="food-honours">
      <h2 id="food-honours">{t("inspection.food.honours")}</h2>
      <ul className="plain-list">
        {awards.data.map((one) => (
          <li key={one.award_id} className="row">
            <Link to="/public/food/$establishmentId" params={{ establishmentId: one.establishment_id }}>
              {one.establishment_name}
            </Link>
            <span>{t(`award.kind.${one.kind}`)}</span>
            <span className={one.state === "granted" ? "match" : "late"}>
              {t(`award.state.${one.state}`)}
            </span>
            <SourceTag source={one.source} />
          </li>
        ))}
      </ul>
    </section>
  );
}
