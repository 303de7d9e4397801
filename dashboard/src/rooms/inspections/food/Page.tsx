/** 你点我检 for everybody: rounds that collect, what was named, results with what they supersede, honours. */
import { stamp } from "../../../format/time";
import { Answered, Listed, More } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { To } from "../../../kit/To";
import { useLanguage, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as credit } from "../credit/place";
import { place as draw } from "../draw/place";
import { Result } from "../Results";
import { Ended, Steps } from "../Round";
import { words as room } from "../words";
import { NominationForm } from "./NominationForm";
import { place } from "./place";
import { words } from "./words";

type Round = View<"inspections-PublicRound">;

export function Page() {
  const w = useWords(words);
  const rounds = useList("/api/inspections/public/rounds", {}, { after: "round_id" });
  const now = new Date().toISOString();
  const isCollecting = (one: Round) =>
    one.state === "collecting" && one.opens_at <= now && now <= one.closes_at;
  const collecting = rounds.rows.filter(isCollecting);
  const others = rounds.rows.filter((one) => !isCollecting(one)).reverse();
  const none = <p className="card hint">{w("none_collecting")}</p>;
  return (
    <Frame place={place} intro={w("intro")}>
      <Listed of={rounds} empty={none}>
        {() => collecting.map((one) => <Collecting key={one.round_id} round={one} />)}
      </Listed>
      {rounds.rows.length > 0 && collecting.length === 0 && none}
      <div className="two">
        <Results />
        <div className="stack">
          {others.length > 0 && <Rounds rounds={others} />}
          <Honours />
        </div>
      </div>
    </Frame>
  );
}

function Collecting({ round }: { round: Round }) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    <section className="card stack" aria-labelledby={`round-${round.round_id}`} data-testid="public-round">
      <h2 id={`round-${round.round_id}`}>
        {round.title} <SourceTag source={round.source} />
      </h2>
      <p className="hint">{w("until", { when: stamp(round.closes_at, language) })}</p>
      <div className="two">
        <NominationForm round={round} />
        <Ranking round={round} />
      </div>
    </section>
  );
}

function Ranking({ round }: { round: Round }) {
  const w = useWords(words);
  const ranking = useRead("/api/inspections/public/rounds/{round_id}/ranking", { round_id: round.round_id });
  return (
    <div className="stack">
      <h3>{w("ranking")}</h3>
      <Answered of={ranking}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="hint">{w("ranking_empty")}</p>
          ) : (
            <ol className="plain-list" data-testid="ranking">
              {rows.map((one) => (
                <li key={one.establishment_id} className="row">
                  <span>{one.name}</span>
                  <strong>{w("votes", { count: one.nominations ?? "<5" })}</strong>
                  <span className="hint">{w("votes_apart", { count: one.unverified ?? "<5" })}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Answered>
      <p className="hint">{w("verified_says")}</p>
    </div>
  );
}

function Rounds({ rounds }: { rounds: readonly Round[] }) {
  const w = useWords(words);
  const r = useWords(room);
  return (
    <section className="card stack" aria-labelledby="food-rounds">
      <h2 id="food-rounds">{w("rounds")}</h2>
      <ul className="plain-list">
        {rounds.map((one) => (
          <li key={one.round_id}>
            <span>
              <strong>{one.title}</strong> <SourceTag source={one.source} />
            </span>
            <Steps state={one.state} />
            <Ended reason={one.closing_reason} />
            <span className="row">
              {r("samples", { count: one.samples, awaited: one.samples_awaited })}
              {one.frozen && (
                <To place={draw} params={{ roundId: one.round_id }}>
                  {r("check_draw")}
                </To>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Results() {
  const w = useWords(words);
  const results = useList("/api/inspections/public/results", {}, { before: "newest_at", paged: true });
  // What was published in the same moment is in both pages.
  const once = [...new Map(results.rows.map((one) => [one.sample_id, one])).values()];
  return (
    <section className="card stack" aria-labelledby="food-results">
      <h2 id="food-results">{w("results")}</h2>
      <Listed of={{ ...results, hasMore: false }} empty={<p className="hint">{w("results_empty")}</p>}>
        {() => (
          <ul className="plain-list" data-testid="public-results">
            {once.map((one) => (
              <Result key={one.sample_id} result={one} named />
            ))}
          </ul>
        )}
      </Listed>
      <More of={{ ...results, rows: once }} testId="public-results-more" />
    </section>
  );
}

function Honours() {
  const w = useWords(words);
  const r = useWords(room);
  const awards = useRead("/api/inspections/public/awards");
  if (!awards.data || awards.data.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="food-honours">
      <h2 id="food-honours">{w("honours")}</h2>
      <ul className="plain-list">
        {awards.data.map((one) => (
          <li key={one.award_id} className="row">
            <To place={credit} params={{ establishmentId: one.establishment_id }}>
              {one.establishment_name}
            </To>
            <span>{r.of("award.kind", one.kind)}</span>
            <span className={one.state === "granted" ? "match" : "late"}>
              {r.of("award.state", one.state)}
            </span>
            <SourceTag source={one.source} />
          </li>
        ))}
      </ul>
    </section>
  );
}
