/** A form of fields that sends one command: what is wrong is said beside the field, in the page's language. */
import { Button } from "antd";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { explainFields } from "../api/problems";
import { Control } from "./Control";
import type { Commanding } from "./command";
import type { Fields, Flaw, Values } from "./fields";
import { Outcome, type OutcomeProps } from "./Outcome";
import type { CommandPath } from "./paths";
import { TwoSteps } from "./TwoSteps";
import { useShared } from "./words";

interface FormProps<F extends Fields, P extends CommandPath> {
  fields: F;
  /** Which fields stand beside each other; what is not named here has a row of its own. */
  rows?: readonly (readonly (keyof F & string)[])[];
  command: Commanding<P>;
  /** Sends the command: `(values) => command.send({ body: { … } })`. */
  send: (values: Values<F>) => void;
  /** The button's words. */
  action: ReactNode;
  /** Where the act cannot be taken back: what follows, asked before it is sent. */
  sure?: string;
  /** The button that is the page's main one. */
  primary?: boolean;
  disabled?: boolean;
  /** Empties the fields once it is done. */
  clears?: boolean;
  done?: OutcomeProps<P>["done"];
  /** False where the page says elsewhere what came of it. */
  outcome?: boolean;
  testId?: string;
  actionTestId?: string;
  /** Between the fields and the button. */
  children?: ReactNode;
}

export function Form<F extends Fields, P extends CommandPath>(props: FormProps<F, P>) {
  const { fields, command, send, action, sure, primary = true, disabled = false, clears = false } = props;
  const { wrong, form, check, forget } = useChecks(fields, command.error);
  const [round, setRound] = useState(0);
  const { reply } = command;
  useEffect(() => {
    if (clears && reply !== undefined) setRound((one) => one + 1);
  }, [clears, reply]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = check(event.currentTarget);
    if (values) send(values);
  };
  const button = { disabled, loading: command.isPending, testId: props.actionTestId };
  return (
    <form
      ref={form}
      className="form"
      onSubmit={submit}
      onInput={forget}
      autoComplete="off"
      data-testid={props.testId}
    >
      {rowsOf(fields, props.rows).map((names) => (
        <div key={`${round} ${names.join(" ")}`} className={names.length > 1 ? "form-row" : undefined}>
          {names.map((name) => {
            const of = fields[name];
            return of && <Control key={name} name={name} of={of} wrong={wrong[name]} />;
          })}
        </div>
      ))}
      {props.children}
      <div>
        {sure ? (
          <TwoSteps says={sure} primary={primary} {...button}>
            {action}
          </TwoSteps>
        ) : (
          <Button
            type={primary ? "primary" : "default"}
            htmlType="submit"
            disabled={button.disabled}
            loading={button.loading}
            data-testid={button.testId}
          >
            {action}
          </Button>
        )}
      </div>
      {props.outcome !== false && <Outcome of={command} done={props.done} />}
    </form>
  );
}

function rowsOf<F extends Fields>(fields: F, rows: FormProps<F, CommandPath>["rows"] = []): string[][] {
  const placed = new Set<string>(rows.flat());
  const first = new Map(rows.map((row) => [row[0] as string, [...row] as string[]]));
  // In the order of the fields: a row stands where its first field does.
  return Object.keys(fields).flatMap((name) => {
    if (fields[name] === undefined) return [];
    const row = first.get(name);
    if (row) return [row.filter((one) => fields[one] !== undefined)];
    return placed.has(name) ? [] : [[name]];
  });
}

/** What the browser finds wrong with a control, in our words. */
function flawOf({ validity }: HTMLInputElement): Flaw {
  if (validity.valueMissing) return "missing";
  if (validity.tooShort) return "string-too-short";
  return validity.patternMismatch ? "string-pattern-mismatch" : "value-error";
}

function useChecks<F extends Fields>(fields: F, error: Error | null) {
  const t = useShared();
  const { t: say } = useTranslation();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The server names a field of the body by its path; the form's field is called like the last part of it.
    const found = Object.entries(explainFields(say, error));
    setWrong(Object.fromEntries(found.map(([path, words]) => [path.split(".").at(-1) ?? path, words])));
  }, [error, say]);
  useEffect(() => {
    const here = form.current;
    if (!here) return;
    // The browser's bubble speaks the browser's language; what is wrong is said beside the field instead.
    const invalid = (event: Event) => {
      event.preventDefault();
      const control = event.target as HTMLInputElement;
      const name = control.closest<HTMLElement>("[data-field]")?.dataset.field;
      if (name) setWrong((known) => ({ ...known, [name]: t(`field.${flawOf(control)}`) }));
      if (here.querySelector(":invalid:not(fieldset)") === control) control.focus();
    };
    here.addEventListener("invalid", invalid, true);
    return () => here.removeEventListener("invalid", invalid, true);
  }, [t]);
  /** The values, or undefined when something is wrong; each wrong field then says what. */
  const check = (sent: HTMLFormElement): Values<F> | undefined => {
    const given = new FormData(sent);
    const values: Record<string, unknown> = {};
    const found: Record<string, string> = {};
    for (const [name, field] of Object.entries(fields)) {
      if (!field) continue;
      const read = field.read(String(given.get(name) ?? ""));
      if ("wrong" in read) found[name] = t(`field.${read.wrong}`);
      else values[name] = read.value;
    }
    setWrong(found);
    const [first] = Object.keys(found);
    if (first === undefined) return values as Values<F>;
    sent.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, select, textarea)`)?.focus();
    return undefined;
  };
  const forget = (event: FormEvent<HTMLFormElement>) => {
    const name = (event.target as HTMLElement).closest<HTMLElement>("[data-field]")?.dataset.field;
    if (name && wrong[name]) setWrong(({ [name]: _, ...left }) => left);
  };
  return { wrong, form, check, forget };
}
