/** What can be done with a round now: its next step, and what that needs to be typed in. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type DrawFile, inspectionsQuery, type Round } from "../../../api/inspections";
import { stamp } from "../../../format/time";
import { Choice } from "../../../parts/Choice";
import { CommandForm, Do, Field } from "../parts";

const REASONS = ["shut", "closed-down", "category-not-sold", "under-investigation"] as const;

const BROKEN_OFF = [
  "too-few-nominations",
  "votes-not-credible",
  "draw-not-possible",
  "samples-lost",
  "opened-by-mistake",
  "emergency",
] as const;

/** The way out of any state: a round that cannot go on is broken off, and everybody can read why. */
export function BreakOff({ round }: { round: Round }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  if (round.state === "closed") return null;
  return (
    <details className="stack" data-testid="break-off">
      <summary>{t("inspection.rounds.break_off")}</summary>
      <p className="hint">{t("inspection.rounds.break_off_says")}</p>
      <div className="row">
        <Choice
          label={t("inspection.rounds.why")}
          value={reason}
          change={setReason}
          options={[
            { value: "", label: t("inspection.rounds.why") },
            ...BROKEN_OFF.map((one) => ({ value: one, label: t(`broken_off.${one}`) })),
          ]}
        />
        <Do
          path={`/rounds/${round.round_id}/close`}
          body={{ reason }}
          disabled={!reason}
          testid="break-off-do"
          says={t("sure.break_off")}
        >
          {t("inspection.rounds.break_off")}
        </Do>
      </div>
    </details>
  );
}

export function NextStep({ round }: { round: Round }) {
  const { t } = useTranslation();
  const path = `/rounds/${round.round_id}`;
  const advance = (to: string) => (
    <Do primary path={`${path}/advance`} body={{ to }} testid="round-next">
      {t("inspection.rounds.advance", { state: t(`round_state.${to}`) })}
    </Do>
  );
  switch (round.state) {
    case "collecting":
      return (
        <div className="row">
          <Do primary path={`${path}/freeze`} testid="round-next" says={t("sure.freeze")}>
            {t("inspection.rounds.freeze")}
          </Do>
          <Do path={`${path}/close`} says={t("sure.close_round")}>
            {t("inspection.rounds.close")}
          </Do>
        </div>
      );
    case "frozen":
      return <PlanForm path={path} />;
    case "planned":
      return <Entropy round={round} path={path} />;
    case "drawn":
      return (
        <>
          <div className="row">
            <Do path={`${path}/inspectors`}>{t("inspection.rounds.inspectors")}</Do>
            {advance("sampling")}
          </div>
          <Replacement round={round} path={path} />
        </>
      );
    case "sampling":
      return (
        <>
          {advance("testing")}
          <Replacement round={round} path={path} />
        </>
      );
    case "testing":
      return advance("publishing");
    case "publishing":
      return (
        <Do primary path={`${path}/close`} testid="round-next" says={t("sure.close_round")}>
          {t("inspection.rounds.close")}
        </Do>
      );
    default:
      return null;
  }
}

function PlanForm({ path }: { path: string }) {
  const { t } = useTranslation();
  const fields = [
    ["places", "3"],
    ["batches", "6"],
    ["minimum", "1"],
    ["C", "0"],
    ["D", "0"],
  ] as const;
  return (
    <CommandForm
      path={`${path}/plan`}
      submit={t("inspection.rounds.plan")}
      body={(text) => ({
        places: Number(text("places")),
        batches: Number(text("batches")),
        minimum: Number(text("minimum")),
        floors: { C: Number(text("C")), D: Number(text("D")) },
      })}
    >
      {fields.map(([name, value]) => (
        <Field key={name} label={t(`inspection.rounds.plan_${name}`)}>
          <input className="plain-input" type="number" min={0} name={name} defaultValue={value} required />
        </Field>
      ))}
    </CommandForm>
  );
}

function useFile(round: Round) {
  return useQuery(inspectionsQuery<DrawFile>(`/public/rounds/${round.round_id}/draw`));
}

function Entropy({ round, path }: { round: Round; path: string }) {
  const { t, i18n } = useTranslation();
  const file = useFile(round);
  if (!file.data) return null;
  const { entropy_at: at, entropy_source: source } = file.data;
  if (!at) {
    return (
      <CommandForm
        path={`${path}/commit`}
        submit={t("inspection.rounds.commit")}
        body={(text) => ({ entropy_source: text("source"), entropy_at: `${text("at")}+08:00` })}
      >
        <Field label={t("inspection.rounds.source")}>
          <input className="plain-input" name="source" maxLength={200} required />
        </Field>
        <Field label={t("inspection.rounds.at")}>
          <input className="plain-input" type="datetime-local" step={1} name="at" required />
        </Field>
      </CommandForm>
    );
  }
  return (
    <>
      <p className="hint">{t("inspection.rounds.waits", { source, when: stamp(at, i18n.language) })}</p>
      <CommandForm
        path={`${path}/draw`}
        submit={t("inspection.rounds.draw")}
        body={(text) => ({ entropy: text("numbers").split("/").map(numbersOf) })}
      >
        <Field label={t("inspection.rounds.numbers")}>
          <input className="plain-input" name="numbers" maxLength={300} required data-testid="entropy" />
        </Field>
      </CommandForm>
    </>
  );
}

/** "2, 5 12" → its numbers, as they are written. */
function numbersOf(source: string): string[] {
  return source.split(/[\s,，、]+/).filter((number) => number !== "");
}

function Replacement({ round, path }: { round: Round; path: string }) {
  const { t } = useTranslation();
  const file = useFile(round);
  const [place, setPlace] = useState("");
  const [reason, setReason] = useState<string>(REASONS[0]);
  const drawn = file.data?.result.filter((one) => !one.removed_at) ?? [];
  return (
    <div className="stack">
      <h3>{t("inspection.rounds.drawn")}</h3>
      <ol className="plain-list">
        {drawn.map((one) => (
          <li key={one.id} className="row" data-testid="drawn-place">
            <strong>{one.name}</strong>
            <span className="hint">{t("inspection.credit.class", { risk: one.risk_class })}</span>
          </li>
        ))}
      </ol>
      <div className="fields">
        <Choice
          label={t("inspection.rounds.which")}
          value={place}
          change={setPlace}
          options={[
            { value: "", label: t("inspection.rounds.which") },
            ...drawn.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
        <Choice
          label={t("inspection.rounds.why")}
          value={reason}
          change={setReason}
          options={REASONS.map((one) => ({ value: one, label: t(`removal.${one}`) }))}
        />
        <Do
          path={`${path}/replacements`}
          body={{ establishment_id: place, reason }}
          disabled={!place}
          says={t("sure.replace")}
        >
          {t("inspection.rounds.replace")}
        </Do>
      </div>
    </div>
  );
}
