/** What the inspections pages share: what came of a command, versions of a result, where a round is. */
import { Button } from "antd";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type ResultVersion, useInspection } from "../../api/inspections";
import { explain } from "../../api/problems";
import { stamp } from "../../format/time";
import { TwoSteps } from "../../parts/TwoSteps";
import "../../styles/inspections.css";

const ROUND_STATES: readonly string[] = [
  "collecting",
  "frozen",
  "planned",
  "drawn",
  "sampling",
  "testing",
  "publishing",
  "closed",
];
export const CATEGORIES = [
  "cooked-food",
  "dairy",
  "fruit-and-vegetables",
  "meat",
  "aquatic-products",
  "pastry",
  "beverages",
  "tableware",
  "other",
] as const;

type Command = ReturnType<typeof useInspection>;

/** The words after a command: nothing, done, or why not. */
export function Said({ command, done }: { command: Command; done?: string }) {
  const { t } = useTranslation();
  return (
    <p className={command.isError ? "said field-wrong" : "said field-right"} role="status" aria-live="polite">
      {command.isSuccess && (done ?? t("inspection.done"))}
      {command.isError && explain(t, command.error)}
    </p>
  );
}

interface DoProps {
  path: string;
  body?: unknown;
  children: ReactNode;
  primary?: boolean;
  testid?: string;
  disabled?: boolean;
  /** For what cannot be taken back: what follows. It is then asked for twice. */
  says?: string;
}

/** One button that sends one command and says what came of it. */
export function Do({ path, body, children, primary = false, testid, disabled = false, says }: DoProps) {
  const command = useInspection();
  const act = () => void command.send({ path, body });
  return (
    <span className="do">
      {says ? (
        <TwoSteps
          says={says}
          act={act}
          primary={primary}
          disabled={disabled}
          loading={command.isPending}
          testId={testid}
        >
          {children}
        </TwoSteps>
      ) : (
        <Button
          type={primary ? "primary" : "default"}
          loading={command.isPending}
          disabled={disabled}
          data-testid={testid}
          onClick={act}
        >
          {children}
        </Button>
      )}
      <Said command={command} />
    </span>
  );
}

/** A labelled field; the label is the control's name. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it is given
    <label className="labelled">
      <span>{label}</span>
      {children}
    </label>
  );
}

interface CommandFormProps {
  path: string;
  /** The command's body out of the form, or null where something is missing. */
  body: (text: (field: string) => string) => unknown;
  submit: string;
  testid?: string;
  children: ReactNode;
}

/** A form that sends one command. */
export function CommandForm({ path, body, submit, testid = "round-next", children }: CommandFormProps) {
  const command = useInspection();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void command.send({ path, body: body((field) => String(form.get(field) ?? "").trim()) });
  };
  return (
    <form className="stack" onSubmit={send} autoComplete="off">
      <div className="fields">
        {children}
        <Button type="primary" htmlType="submit" loading={command.isPending} data-testid={testid}>
          {submit}
        </Button>
      </div>
      <Said command={command} />
    </form>
  );
}

export function Steps({ state }: { state: string }) {
  const { t } = useTranslation();
  const here = ROUND_STATES.indexOf(state);
  return (
    <ol className="round-steps" aria-label={t("inspection.steps")}>
      {ROUND_STATES.map((one, place) => (
        <li
          key={one}
          className={place < here ? "step-past" : place === here ? "step-here" : "step-ahead"}
          aria-current={place === here ? "step" : undefined}
        >
          {t(`round_state.${one}`)}
        </li>
      ))}
    </ol>
  );
}

/** Why a round was broken off, where it was. */
export function Ended({ reason }: { reason: string | null }) {
  const { t } = useTranslation();
  if (!reason) return null;
  return (
    <p className="late" data-testid="broken-off">
      {t("inspection.broken_off", { reason: t(`broken_off.${reason}`, { defaultValue: reason }) })}
    </p>
  );
}

/** Every version, the one that holds first; the others stay and say what took their place (RULE-17). */
export function Versions({ results }: { results: readonly ResultVersion[] }) {
  const { t, i18n } = useTranslation();
  if (results.length === 0) return <p className="hint">{t("inspection.awaited")}</p>;
  const newest = results[results.length - 1]?.version;
  return (
    <ol className="versions">
      {[...results].reverse().map((one) => (
        <li key={one.version} className={one.version === newest ? "version-holds" : "version-superseded"}>
          <strong className={`verdict verdict-${one.verdict}`}>{t(`verdict.${one.verdict}`)}</strong>
          <span>
            {t("inspection.version", { version: one.version })} · {stamp(one.published_at, i18n.language)}
            {one.reason && ` · ${t(`supersede.${one.reason}`, { defaultValue: one.reason })}`}
          </span>
          {one.version !== newest && (
            <span className="tag tag-other">
              {t("inspection.superseded_by", { version: one.version + 1 })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
