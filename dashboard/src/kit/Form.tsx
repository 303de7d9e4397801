/** A form of fields that sends one command: what is wrong is said beside the field, in the page's language. */
import { Button } from "antd";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { Control } from "./Control";
import { Looked, useChecks, type Wrong } from "./checks";
import type { Commanding } from "./command";
import type { Fields, Values } from "./fields";
import { Outcome, type OutcomeProps } from "./Outcome";
import type { CommandPath } from "./paths";
import { TwoSteps } from "./TwoSteps";

/** The names of the fields, also where there are the ones or the others. */
type Name<F extends Fields> = F extends unknown ? keyof F & string : never;

interface FormProps<F extends Fields, P extends CommandPath> {
  fields: F;
  /** Which fields stand beside each other; what is not named here has a row of its own. */
  rows?: readonly (readonly Name<F>[])[];
  command: Commanding<P>;
  /** Sends the command: `(values) => command.send({ body: { … } })`. */
  send: (values: Values<F>) => void;
  /** What is wrong with the values together: field → words. */
  also?: (values: Values<F>) => { [K in Name<F>]?: string };
  /** It was sent with something wrong in it. */
  refused?: () => void;
  /** The button's words. */
  action: ReactNode;
  /** Where the act cannot be taken back: what follows, asked before it is sent. */
  sure?: string;
  /** The button that is the page's main one. */
  primary?: boolean;
  /** The button as wide as the form. */
  block?: boolean;
  disabled?: boolean;
  /** Empties the fields once it is done, all of them or these. */
  clears?: boolean | readonly Name<F>[];
  done?: OutcomeProps<P>["done"];
  /** False where the page says elsewhere what came of it. */
  outcome?: false | Omit<OutcomeProps<P>, "of" | "done">;
  testId?: string;
  actionTestId?: string;
  /** Between the fields and the button. */
  children?: ReactNode;
}

export function Form<F extends Fields, P extends CommandPath>(props: FormProps<F, P>) {
  const { fields, command, send, clears = false } = props;
  const also = props.also as ((values: Values<F>) => Wrong) | undefined;
  const { wrong, form, check, forget } = useChecks(fields, command.error, also);
  const round = useRounds(command.isDone);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = check(event.currentTarget);
    if (values) send(values);
    else props.refused?.();
  };
  const isCleared = (name: string) =>
    typeof clears === "boolean" ? clears : (clears as readonly string[]).includes(name);
  return (
    <Looked value={(sent) => check(sent) !== undefined}>
      {/* The browser's bubble speaks the browser's language; `check` says what is wrong beside the field instead. */}
      <form
        ref={form}
        className="form"
        noValidate
        onSubmit={submit}
        onInput={forget}
        autoComplete="off"
        data-testid={props.testId}
      >
        {rowsOf(fields, props.rows).map((names) => (
          <div key={names.join(" ")} className={names.length > 1 ? "form-row" : undefined}>
            {names.map((name) => {
              const of = fields[name];
              const key = isCleared(name) ? `${name} ${round}` : name;
              return of && <Control key={key} name={name} of={of} wrong={wrong[name]} />;
            })}
          </div>
        ))}
        {props.children}
        <div>
          <Submit {...props} />
        </div>
        {props.outcome !== false && <Outcome of={command} done={props.done} {...props.outcome} />}
      </form>
    </Looked>
  );
}

/** How often the command has been done: a field with another key begins anew. */
function useRounds(isDone: boolean): number {
  const [round, setRound] = useState(0);
  // Not by its reply: some commands answer nothing. Between one time and the next it is under way, and not done.
  useEffect(() => {
    if (isDone) setRound((one) => one + 1);
  }, [isDone]);
  return round;
}

type SubmitProps = Pick<
  FormProps<Fields, CommandPath>,
  "action" | "sure" | "primary" | "block" | "disabled" | "actionTestId"
> & { command: { isPending: boolean } };

function Submit({ action, sure, primary = true, block = false, disabled = false, ...more }: SubmitProps) {
  const { command, actionTestId } = more;
  if (sure) {
    return (
      <TwoSteps
        says={sure}
        primary={primary}
        disabled={disabled}
        loading={command.isPending}
        testId={actionTestId}
      >
        {action}
      </TwoSteps>
    );
  }
  return (
    <Button
      type={primary ? "primary" : "default"}
      htmlType="submit"
      block={block}
      disabled={disabled}
      loading={command.isPending}
      data-testid={actionTestId}
    >
      {action}
    </Button>
  );
}

/** In the order of the fields: a row stands where its first field does. */
function rowsOf(fields: Fields, rows: readonly (readonly string[])[] = []): string[][] {
  const there = (name: string) => fields[name] !== undefined;
  const grouped = rows.map((row) => row.filter(there)).filter((row) => row.length > 0);
  const first = new Map(grouped.map((row) => [row[0], row]));
  const placed = new Set(grouped.flat());
  return Object.keys(fields)
    .filter(there)
    .flatMap((name) => {
      const row = first.get(name);
      if (row) return [row];
      return placed.has(name) ? [] : [[name]];
    });
}
