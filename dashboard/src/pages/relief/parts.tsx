/** What the relief pages share: answers by path, commands with a key each, small forms, amounts. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { type FormEvent, type ReactNode, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ask, get } from "../../api/client";
import { explain } from "../../api/problems";
import { namesQuery } from "../../api/queries";
import { yuan } from "../../format/figures";
import "../../styles/relief.css";

/** One answer of the relief room, by its path under /api/relief. */
export function useRelief<T>(path: string, enabled = true) {
  return useQuery({
    queryKey: ["relief", path],
    queryFn: ({ signal }) => get<T>(`/api/relief${path}`, signal),
    enabled,
  });
}

interface Command {
  path: string;
  body?: unknown;
}

/** Sends commands; the same one tried again carries the same key, so it cannot happen twice. */
export function useCommand() {
  const client = useQueryClient();
  const keys = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: async ({ path, body }: Command): Promise<Record<string, unknown>> => {
      const order = JSON.stringify([path, body]);
      const key = keys.current.get(order) ?? crypto.randomUUID();
      keys.current.set(order, key);
      const answer = await ask<Record<string, unknown>>(`/api/relief${path}`, {
        method: "POST",
        body,
        idempotencyKey: key,
      });
      keys.current.delete(order);
      return answer.body;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["relief"] }),
  });
}

export type Commanding = ReturnType<typeof useCommand>;

/** What came of the last command, said once to everybody. */
export function Outcome({ of, done }: { of: Commanding; done: string }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-live="polite" className="relief-outcome" data-testid="relief-outcome">
      {of.isSuccess && <Alert type="success" showIcon role="none" title={done} />}
      {of.isError && <Alert type="error" showIcon role="none" title={explain(t, of.error)} />}
    </div>
  );
}

export function Page({ title, intro, children }: { title: string; intro: string; children: ReactNode }) {
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          <p className="page-day">{intro}</p>
        </div>
      </div>
      {children}
    </div>
  );
}

interface SectionProps {
  title: string;
  ways?: ReactNode;
  children: ReactNode;
}

export function Section({ title, ways, children }: SectionProps) {
  return (
    <section className="card relief-section" aria-label={title}>
      <div className="relief-head">
        <h2>{title}</h2>
        {ways && <div className="relief-ways">{ways}</div>}
      </div>
      {children}
    </section>
  );
}

/** A row: what it is, what is known of it, what one can do with it. */
export function Row({
  title,
  facts,
  children,
  testId,
}: {
  title: ReactNode;
  facts: ReactNode[];
  children?: ReactNode;
  testId?: string;
}) {
  return (
    <li className="relief-row" data-testid={testId}>
      <div className="relief-row-body">
        <strong>{title}</strong>
        <p className="hint">
          {facts.map((fact, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts of a row keep their places
            <span key={place} className="relief-fact">
              {fact}
            </span>
          ))}
        </p>
      </div>
      {children && <div className="relief-acts">{children}</div>}
    </li>
  );
}

export function useYuan(): (fen: number | null | undefined) => string {
  const { t, i18n } = useTranslation();
  return (fen) => (typeof fen === "number" ? t("relief.yuan", { amount: yuan(fen, i18n.language) }) : "—");
}

/** What organisations are called, by id; who may not read the register sees a short form of the id. */
export function useNames(): (id: string | null | undefined) => string {
  const names = useQuery(namesQuery);
  return (id) => (id ? (names.data?.[id] ?? id.slice(0, 8)) : "—");
}

/** Yuan as typed to whole fen; null where it is no amount. No float in between. */
export function toFen(text: string): number | null {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return fen > 0 ? fen : null;
}

interface FieldProps {
  name: string;
  label: string;
  type?: "text" | "date" | "number";
  required?: boolean;
  hint?: string;
  options?: { value: string; label: string }[];
  long?: boolean;
  pattern?: string;
}

/** One field with its label: the browser's own, which every keyboard, phone and screen reader knows. */
export function Field({
  name,
  label,
  type = "text",
  required = true,
  hint,
  options,
  long,
  pattern,
}: FieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const shared = {
    id,
    name,
    required,
    autoComplete: "off",
    "aria-describedby": hint ? `${id}-hint` : undefined,
  };
  return (
    <div className="relief-field">
      <label htmlFor={id}>
        {label}
        {!required && <small> {t("relief.optional")}</small>}
      </label>
      {options ? (
        <select {...shared} className="choice">
          {options.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      ) : long ? (
        <textarea {...shared} rows={3} maxLength={1500} />
      ) : (
        <input
          {...shared}
          type={type}
          pattern={pattern}
          min={type === "number" ? 1 : undefined}
          inputMode={pattern ? "decimal" : undefined}
          maxLength={200}
        />
      )}
      {hint && (
        <small id={`${id}-hint`} className="hint">
          {hint}
        </small>
      )}
    </div>
  );
}

export const AMOUNT = "[0-9]{1,8}([.][0-9]{1,2})?";

interface SheetProps {
  submit: (values: Record<string, string>) => void;
  pending: boolean;
  action: string;
  testId?: string;
  children: ReactNode;
}

/** A form whose values are read when it is sent; a second click while it is under way does nothing. */
export function Sheet({ submit, pending, action, testId, children }: SheetProps) {
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const values = new FormData(event.currentTarget);
    submit(Object.fromEntries([...values].map(([name, value]) => [name, String(value).trim()])));
  };
  return (
    <form className="relief-form" onSubmit={send} data-testid={testId}>
      {children}
      <Button type="primary" htmlType="submit" loading={pending}>
        {action}
      </Button>
    </form>
  );
}

/** Downloads of a list, both kinds. */
export function Downloads({ path }: { path: string }) {
  const { t } = useTranslation();
  const join = path.includes("?") ? "&" : "?";
  return (["csv", "xlsx"] as const).map((kind) => (
    <a key={kind} href={`/api/relief${path}${join}format=${kind}`} download>
      {t(`relief.download.${kind}`)}
    </a>
  ));
}
