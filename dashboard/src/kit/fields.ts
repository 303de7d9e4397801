/**
 * The kinds of fields, each with the type of its value: `text("…")` is a string, `amount("…")` whole fen,
 * `day("…")` an ISO date. A form's values have the types of its fields; an optional field left empty is null.
 */
export interface Option<V extends string = string> {
  value: V;
  label: string;
}

interface Common {
  hint?: string;
  testId?: string;
  /** May be left empty; its value is then null. */
  optional?: boolean;
  /** What is said where it is left empty and may not be. */
  missing?: string;
}

interface TextOptions extends Common {
  initial?: string;
  most?: number;
  least?: number;
  pattern?: string;
  placeholder?: string;
  /** Which keyboard a phone shows. */
  keys?: "text" | "tel" | "decimal" | "numeric";
  /** Said while it is typed, where it is right: a check digit fits. */
  right?: (typed: string) => string | null;
  /** What is wrong with the text, or null. */
  flaw?: (typed: string) => string | null;
  /** What the browser may fill in; nothing, unless this says what. */
  fill?: string;
  secret?: boolean;
}

interface NumberOptions extends Common {
  initial?: number;
  least?: number;
  most?: number;
}

interface ChoiceOptions<V extends string> extends Common {
  initial?: NoInfer<V>;
  /** What stands first where nothing is chosen. */
  choose?: string;
  changed?: (value: V | "") => void;
  /** All of them in sight, as radio buttons. */
  inSight?: boolean;
}

interface DayOptions extends Common {
  initial?: string;
}

export type Kind = "text" | "long" | "number" | "amount" | "choice" | "day" | "time" | "moment" | "yes";
/** `says` where the words of the flaw are not enough: which line it is. */
type Reading<V> = { value: V } | { wrong: Flaw; says?: string };
/** Words of `field` in src/i18n. */
export type Flaw = "missing" | "value-error" | "string-pattern-mismatch" | "string-too-short" | "amount";

/** One field: what it is drawn with, and how its text becomes a value. */
export interface Field<V> {
  kind: Kind;
  label: string;
  options: Common & { choices?: readonly Option[]; [more: string]: unknown };
  read: (text: string) => Reading<V>;
}

type Made<O, V> = Field<O extends { optional: true } ? V | null : V>;

function field<O extends Common, V>(
  kind: Kind,
  label: string,
  options: O | undefined,
  read: (text: string) => V | Flaw,
  isFlaw: (read: unknown) => boolean = () => false,
): Made<O, V> {
  const made: Field<V | null> = {
    kind,
    label,
    options: { ...options },
    read: (given) => {
      const text = options && "secret" in options ? given : given.trim();
      if (text === "") {
        if (options?.optional) return { value: null };
        return options?.missing ? { wrong: "missing", says: options.missing } : { wrong: "missing" };
      }
      const found = read(text);
      return isFlaw(found) ? { wrong: found as Flaw } : { value: found as V };
    },
  };
  return made as Made<O, V>;
}

const same = (text: string) => text;

export function text<const O extends TextOptions>(label: string, options?: O): Made<O, string> {
  const made = field("text", label, options, same);
  const read = (typed: string) => {
    const says = typed.trim() ? (options?.flaw?.(typed.trim()) ?? null) : null;
    return says === null ? made.read(typed) : { wrong: "value-error" as const, says };
  };
  return { ...made, read } as Made<O, string>;
}

export function longText<const O extends TextOptions & { rows?: number }>(
  label: string,
  options?: O,
): Made<O, string> {
  return field("long", label, options, same);
}

export function number<const O extends NumberOptions>(label: string, options?: O): Made<O, number> {
  return field<O, number>(
    "number",
    label,
    options,
    (given) => (Number.isFinite(Number(given)) ? Number(given) : "value-error"),
    (read) => typeof read === "string",
  );
}

/** Yuan as typed, whole fen as value; no float in between. */
export function amount<const O extends Common>(label: string, options?: O): Made<O, number> {
  return field<O, number>(
    "amount",
    label,
    options,
    (given) => toFen(given) ?? "amount",
    (read) => typeof read === "string",
  );
}

export function choice<V extends string, const O extends Omit<ChoiceOptions<V>, "initial">>(
  label: string,
  choices: readonly Option<V>[],
  options?: O & { initial?: NoInfer<V> },
): Made<O, V> {
  return field("choice", label, { ...options, choices } as unknown as O, (given) => given as V);
}

/** A day of the calendar here: "2026-11-25". */
export function day<const O extends DayOptions>(label: string, options?: O): Made<O, string> {
  return field("day", label, options, same);
}

/** A clock time: "14:30". */
export function time<const O extends DayOptions>(label: string, options?: O): Made<O, string> {
  return field("time", label, options, same);
}

/** A day and a time in Shanghai as an instant: "2026-11-25T14:30:00+08:00". */
export function moment<const O extends DayOptions & { seconds?: boolean }>(
  label: string,
  options?: O,
): Made<O, string> {
  return field("moment", label, options, same);
}

/** Yes or no. */
export function yes(
  label: string,
  options?: { testId?: string; initial?: boolean; changed?: (value: boolean) => void },
): Field<boolean> {
  return { kind: "yes", label, options: { ...options }, read: (given) => ({ value: given !== "" }) };
}

/** Yuan as typed to whole fen; null where it is no amount. */
export function toFen(typed: string): number | null {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(typed.trim());
  if (!match) return null;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return fen > 0 ? fen : null;
}

export type Fields = Readonly<Record<string, Field<unknown> | undefined>>;
type ValueOf<F> = F extends Field<infer V> ? V : never;
export type Values<F extends Fields> = { [K in keyof F]: ValueOf<F[K]> };
