/** What can be done with a round now: its next step, and what that needs to be typed in. */
import { stamp } from "../../../format/time";
import { Do } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { moment, number, text } from "../../../kit/fields";
import { Answered } from "../../../kit/Listed";
import type { Body, View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { numbersOf } from "../entropy";
import { words as room } from "../words";
import { Drawn } from "./Drawn";
import { words } from "./words";

type Round = View<"inspections-RoundView">;

export function NextStep({ round }: { round: Round }) {
  switch (round.state) {
    case "collecting":
      return <Collecting round={round} />;
    case "frozen":
      return <PlanForm round={round} />;
    case "planned":
      return <Entropy round={round} />;
    case "drawn":
      return (
        <>
          <div className="row">
            <Inspectors round={round} />
            <Advance round={round} to="sampling" />
          </div>
          <Drawn round={round} />
        </>
      );
    case "sampling":
      return (
        <>
          <Advance round={round} to="testing" />
          <Drawn round={round} />
        </>
      );
    case "testing":
      return <Advance round={round} to="publishing" />;
    case "publishing":
      return <Close round={round} next />;
    default:
      return null;
  }
}

function Collecting({ round }: { round: Round }) {
  const w = useWords(words);
  const r = useWords(room);
  const language = useLanguage();
  const early = new Date() < new Date(round.closes_at);
  return (
    <div className="row">
      <Do
        primary
        path="/api/inspections/rounds/{round_id}/freeze"
        order={{ path: { round_id: round.round_id } }}
        testId="round-next"
        sure={early ? w("freeze_early", { when: stamp(round.closes_at, language) }) : w("freeze_sure")}
        done={r("done")}
      >
        {w("freeze")}
      </Do>
      <Close round={round} />
    </div>
  );
}

function Close({ round: { round_id }, next = false }: { round: Round; next?: boolean }) {
  const w = useWords(words);
  const r = useWords(room);
  return (
    <Do
      primary={next}
      path="/api/inspections/rounds/{round_id}/close"
      order={{ path: { round_id } }}
      {...(next ? { testId: "round-next" } : {})}
      sure={w("close_sure")}
      done={r("done")}
    >
      {w("close")}
    </Do>
  );
}

type Step = Body<"/api/inspections/rounds/{round_id}/advance">["to"];

function Advance({ round: { round_id }, to }: { round: Round; to: Step }) {
  const w = useWords(words);
  const r = useWords(room);
  const t = useShared();
  return (
    <Do
      primary
      path="/api/inspections/rounds/{round_id}/advance"
      order={{ path: { round_id }, body: { to } }}
      testId="round-next"
      done={r("done")}
    >
      {w("advance", { state: t(`round_state.${to}`) })}
    </Do>
  );
}

function Inspectors({ round: { round_id } }: { round: Round }) {
  const w = useWords(words);
  const r = useWords(room);
  return (
    <Do
      path="/api/inspections/rounds/{round_id}/inspectors"
      order={{ path: { round_id } }}
      done={({ places }) => `${r("done")} · ${w("inspectors_done", { places })}`}
    >
      {w("inspectors")}
    </Do>
  );
}

function PlanForm({ round: { round_id } }: { round: Round }) {
  const w = useWords(words);
  const r = useWords(room);
  const plan = useCommand("/api/inspections/rounds/{round_id}/plan");
  const floor = { least: 0, initial: 0 };
  return (
    <Form
      fields={{
        places: number(w("plan_places"), { least: 1, initial: 3 }),
        batches: number(w("plan_batches"), { least: 1, initial: 6 }),
        minimum: number(w("plan_minimum"), { least: 0, initial: 1 }),
        A: number(w("plan_A"), floor),
        B: number(w("plan_B"), floor),
        C: number(w("plan_C"), floor),
        D: number(w("plan_D"), floor),
      }}
      rows={[
        ["places", "batches", "minimum"],
        ["A", "B", "C", "D"],
      ]}
      command={plan}
      send={({ places, batches, minimum, ...floors }) =>
        plan.send({ path: { round_id }, body: { places, batches, minimum, floors } })
      }
      action={w("plan")}
      actionTestId="round-next"
      done={r("done")}
    />
  );
}

function Entropy({ round }: { round: Round }) {
  const file = useRead("/api/inspections/public/rounds/{round_id}/draw", { round_id: round.round_id });
  return (
    <Answered of={file}>
      {({ entropy_at: at, entropy_source: source }) =>
        at === null ? <Commit round={round} /> : <Draw round={round} at={at} source={source ?? ""} />
      }
    </Answered>
  );
}

function Commit({ round: { round_id } }: { round: Round }) {
  const w = useWords(words);
  const r = useWords(room);
  const commit = useCommand("/api/inspections/rounds/{round_id}/commit");
  return (
    <Form
      fields={{
        source: text(w("source"), { most: 200 }),
        at: moment(w("at"), { seconds: true }),
      }}
      rows={[["source", "at"]]}
      command={commit}
      send={({ source, at }) =>
        commit.send({ path: { round_id }, body: { entropy_source: source, entropy_at: at } })
      }
      action={w("commit")}
      actionTestId="round-next"
      done={r("done")}
    />
  );
}

function Draw({ round: { round_id }, at, source }: { round: Round; at: string; source: string }) {
  const w = useWords(words);
  const r = useWords(room);
  const language = useLanguage();
  const draw = useCommand("/api/inspections/rounds/{round_id}/draw");
  return (
    <>
      <p className="hint">{w("waits", { source, when: stamp(at, language) })}</p>
      <Form
        fields={{ numbers: text(w("numbers"), { most: 300, testId: "entropy" }) }}
        command={draw}
        send={({ numbers }) => draw.send({ path: { round_id }, body: { entropy: numbersOf(numbers) } })}
        action={w("draw")}
        actionTestId="round-next"
        done={r("done")}
      />
    </>
  );
}
