/** One field as it is drawn: its label, its control, what is wrong with it or a hint. */
import { type ComponentProps, lazy, type ReactNode, Suspense, useId, useState } from "react";
import type { Field, Option } from "./fields";

const DayControl = lazy(() => import("./DayControl"));

interface FrameProps {
  id: string;
  name?: string | undefined;
  label: string;
  hint?: ReactNode;
  wrong?: string | undefined;
  children: ReactNode;
}

export function Frame({ id, name, label, hint, wrong, children }: FrameProps) {
  return (
    <div className="field" data-field={name}>
      <label htmlFor={id}>{label}</label>
      {children}
      {(wrong || hint) && (
        <p id={`${id}-note`} className={wrong ? "field-wrong" : "hint"}>
          {wrong ?? hint}
        </p>
      )}
    </div>
  );
}

interface ControlProps {
  name: string;
  of: Field<unknown>;
  wrong: string | undefined;
}

type Given = Record<string, never> & {
  choices?: readonly Option[];
  changed?: (value: string | boolean) => void;
  right?: (typed: string) => string | null;
};

export function Control({ name, of, wrong }: ControlProps) {
  const id = useId();
  const { kind, label } = of;
  const options = of.options as unknown as Given;
  const shared = {
    id,
    name,
    required: kind !== "yes" && !options.optional,
    "data-testid": options.testId as string | undefined,
    "aria-invalid": wrong ? true : undefined,
    "aria-describedby": wrong || options.hint ? `${id}-note` : undefined,
  };
  if (kind === "yes") {
    return (
      <label className="field-yes" data-field={name} htmlFor={id}>
        <input
          {...shared}
          type="checkbox"
          defaultChecked={Boolean(options.initial)}
          onChange={(event) => options.changed?.(event.target.checked)}
        />
        {label}
      </label>
    );
  }
  if (kind === "choice" && options.inSight) {
    return (
      <InSight name={name} label={label} options={options} wrong={wrong} testId={shared["data-testid"]} />
    );
  }
  const hint = options.hint as string | undefined;
  if (options.right) {
    return (
      <Judged right={options.right} hint={hint}>
        {(note) => (
          <Frame id={id} name={name} label={label} hint={note} wrong={wrong}>
            {drawn(of, options, shared)}
          </Frame>
        )}
      </Judged>
    );
  }
  return (
    <Frame id={id} name={name} label={label} hint={hint} wrong={wrong}>
      {drawn(of, options, shared)}
    </Frame>
  );
}

interface JudgedProps {
  right: (typed: string) => string | null;
  hint: string | undefined;
  children: (note: ReactNode) => ReactNode;
}

/** Says while one types that it is right; the hint stays. */
function Judged({ right, hint, children }: JudgedProps) {
  const [typed, setTyped] = useState("");
  const words = typed.trim() ? right(typed.trim()) : null;
  const note = (
    <>
      {words && <span className="field-right">✓ {words}　</span>}
      {hint}
    </>
  );
  return <div onInput={(event) => setTyped((event.target as HTMLInputElement).value)}>{children(note)}</div>;
}

interface InSightProps {
  name: string;
  label: string;
  options: Given;
  wrong: string | undefined;
  testId: string | undefined;
}

function InSight({ name, label, options, wrong, testId }: InSightProps) {
  return (
    <fieldset className="field in-sight" data-field={name} data-testid={testId}>
      <legend>{label}</legend>
      {options.choices?.map(({ value, label: words }, place) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={options.initial ? value === options.initial : place === 0}
            onChange={() => options.changed?.(value)}
          />
          {words}
        </label>
      ))}
      {wrong && <p className="field-wrong">{wrong}</p>}
    </fieldset>
  );
}

type Shared = ComponentProps<"input"> & { id: string; name: string };

function drawn({ kind }: Field<unknown>, options: Given, shared: Shared) {
  switch (kind) {
    case "choice":
      return <Choices options={options} shared={shared} />;
    case "long":
      return (
        <textarea
          {...(shared as ComponentProps<"textarea">)}
          rows={options.rows ?? 3}
          defaultValue={options.initial}
          maxLength={options.most}
          minLength={options.least}
          autoComplete="off"
        />
      );
    case "number":
      return (
        <input
          {...shared}
          type="number"
          min={options.least}
          max={options.most}
          defaultValue={options.initial}
          autoComplete="off"
        />
      );
    case "amount":
      return <input {...shared} inputMode="decimal" maxLength={11} autoComplete="off" />;
    case "day":
    case "time":
    case "moment":
      return (
        <Suspense fallback={<Coming id={shared.id} name={shared.name} initial={options.initial} />}>
          <DayControl
            {...shared}
            kind={kind}
            initial={options.initial as string | undefined}
            seconds={Boolean(options.seconds)}
          />
        </Suspense>
      );
    default:
      return (
        <input
          {...shared}
          type={options.secret ? "password" : "text"}
          defaultValue={options.initial}
          maxLength={options.most}
          minLength={options.least}
          pattern={options.pattern}
          placeholder={options.placeholder}
          inputMode={options.keys}
          autoComplete={options.fill ?? "off"}
        />
      );
  }
}

/** Until the picker's chunk is there. What the field begins with counts already: a form may be sent before it is. */
function Coming({ id, name, initial }: { id: string; name: string; initial: string | undefined }) {
  return (
    <>
      <input id={id} disabled />
      <input type="hidden" name={name} value={initial ?? ""} />
    </>
  );
}

/** The browser's own select: every keyboard, phone and screen reader knows it, and Ant Design's fails axe. */
function Choices({ options, shared }: { options: Given; shared: Shared }) {
  return (
    <select
      {...(shared as ComponentProps<"select">)}
      className="choice"
      defaultValue={options.initial}
      onChange={(event) => options.changed?.(event.target.value)}
    >
      {options.choose !== undefined && <option value="">{options.choose}</option>}
      {options.choices?.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

interface SelectProps<V extends string> {
  label: string;
  value: V | "";
  change: (value: V | "") => void;
  options: readonly Option<V>[];
  /** What stands first where nothing is chosen. */
  choose?: string;
  testId?: string;
}

/** A choice that stands by itself, outside a form. */
export function Select<V extends string>({ label, value, change, options, choose, testId }: SelectProps<V>) {
  const id = useId();
  return (
    <Frame id={id} label={label}>
      <select
        id={id}
        className="choice"
        value={value}
        data-testid={testId}
        onChange={(event) => change(event.target.value as V | "")}
      >
        {choose !== undefined && <option value="">{choose}</option>}
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface EntryProps extends Omit<ComponentProps<"input">, "onChange" | "value" | "id"> {
  label: string;
  value: string | number;
  change: (value: string) => void;
  testId?: string;
}

/** A text that is used while it is typed, as a search is. */
export function Entry({ label, value, change, testId, ...input }: EntryProps) {
  const id = useId();
  return (
    <Frame id={id} label={label}>
      <input
        {...input}
        id={id}
        value={value}
        data-testid={testId}
        onChange={(event) => change(event.target.value)}
      />
    </Frame>
  );
}
