/** The operator's rounds: where each is in its life, and the one step that comes next. */
import { useMay } from "../../../app/session";
import { span } from "../../../format/time";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { To } from "../../../kit/To";
import { useLanguage, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as draw } from "../draw/place";
import { Ended, Steps } from "../Round";
import { words as room } from "../words";
import { BreakOff } from "./BreakOff";
import { CounterSlip } from "./CounterSlip";
import { Disposals } from "./Disposals";
import { NextStep } from "./NextStep";
import { OpenRound } from "./OpenRound";
import { PaperCodes } from "./PaperCodes";
import { place } from "./place";
import { words } from "./words";

type Round = View<"inspections-RoundView">;

export function Page() {
  const w = useWords(words);
  const rounds = useList("/api/inspections/rounds", {}, { after: "round_id" });
  return (
    <Frame place={place} intro={w("intro")}>
      <OpenRound />
      <Listed of={rounds} empty={<p className="card empty">{w("none")}</p>}>
        {(rows) => openFirst(rows).map((one) => <RoundCard key={one.round_id} round={one} />)}
      </Listed>
      <Disposals />
    </Frame>
  );
}

/** Those that are under way, then the closed ones; the newest first. */
function openFirst(rounds: readonly Round[]): readonly Round[] {
  const closed = (one: Round) => Number(one.state === "closed");
  return [...rounds].reverse().sort((a, b) => closed(a) - closed(b));
}

function RoundCard({ round }: { round: Round }) {
  const w = useWords(words);
  const r = useWords(room);
  const language = useLanguage();
  const nominates = useMay("inspections:nominate");
  const title = `round-${round.round_id}`;
  return (
    <section
      className="card stack"
      aria-labelledby={title}
      data-testid="round"
      data-round={round.round_id}
      data-state={round.state}
    >
      <h2 id={title}>
        {round.title} <SourceTag source={round.source} />
      </h2>
      <Steps state={round.state} />
      <Ended reason={round.closing_reason} />
      <p className="row hint">
        <span>{span(round.opens_at, round.closes_at, language)}</span>
        <span>{w("nominations", { count: round.nominations })}</span>
        {round.unverified > 0 && <span>{w("unverified", { count: round.unverified })}</span>}
        <span>{r("samples", { count: round.samples, awaited: round.samples_awaited })}</span>
        {round.open_disposals > 0 && (
          <span className="late">{r("open", { count: round.open_disposals })}</span>
        )}
        {round.frozen && (
          <To place={draw} params={{ roundId: round.round_id }}>
            {r("check_draw")}
          </To>
        )}
      </p>
      <NextStep round={round} />
      {round.state === "collecting" && nominates && (
        <>
          <CounterSlip round={round} />
          <PaperCodes round={round} />
        </>
      )}
      <BreakOff round={round} />
    </section>
  );
}
