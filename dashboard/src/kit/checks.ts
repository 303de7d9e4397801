/** What is wrong with a form: found by the browser, by the fields, by the page and by the server; said in our words. */
import { createContext, type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { explainFields } from "../api/problems";
import type { Fields, Flaw, Values } from "./fields";
import { type SayShared, useShared } from "./words";

/** Looks a form over and says beside the fields what is wrong: true where nothing is. For a button that asks twice. */
export const Looked = createContext<((form: HTMLFormElement) => boolean) | null>(null);

export type Wrong = Record<string, string>;

/** What the browser finds wrong with a control. */
function flawOf({ validity }: HTMLInputElement): Flaw {
  if (validity.valueMissing) return "missing";
  if (validity.tooShort) return "string-too-short";
  return validity.patternMismatch ? "string-pattern-mismatch" : "value-error";
}

/**
 * The server names a field of the body by its path; the form's field is called like the last part of it, and like its
 * place too where it comes several times: `members.1.phone` is `phone-1`.
 */
export function fieldOf(path: string): string {
  const [name = path, place = ""] = path.split(".").reverse();
  return /^\d+$/.test(place) ? `${name}-${place}` : name;
}

function nameOf(element: Element): string | undefined {
  return element.closest<HTMLElement>("[data-field]")?.dataset.field;
}

/** The values of the fields as they are typed, and what is wrong with them. */
function readAll(form: HTMLFormElement, fields: Fields, t: SayShared): { values: object; wrong: Wrong } {
  const typed = new FormData(form);
  const values: Record<string, unknown> = {};
  const wrong: Wrong = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!field) continue;
    const read = field.read(String(typed.get(name) ?? ""));
    if ("wrong" in read) wrong[name] = read.says ?? t(`field.${read.wrong}`);
    else values[name] = read.value;
  }
  for (const control of form.querySelectorAll<HTMLInputElement>(":is(input, select, textarea):invalid")) {
    const name = nameOf(control);
    if (name) wrong[name] ??= t(`field.${flawOf(control)}`);
  }
  return { values, wrong };
}

export function useChecks<F extends Fields>(
  fields: F,
  error: Error | null,
  also: ((values: Values<F>) => Wrong) | undefined,
) {
  const t = useShared();
  const { t: say } = useTranslation();
  const [wrong, setWrong] = useState<Wrong>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const found = Object.entries(explainFields(say, error));
    setWrong(Object.fromEntries(found.map(([path, words]) => [fieldOf(path), words])));
  }, [error, say]);
  /** The values, or undefined when something is wrong; each wrong field then says what. */
  const check = (sent: HTMLFormElement): Values<F> | undefined => {
    const read = readAll(sent, fields, t);
    const values = read.values as Values<F>;
    const found = Object.keys(read.wrong).length > 0 || !also ? read.wrong : also(values);
    setWrong(found);
    const [first] = Object.keys(fields).filter((name) => found[name]);
    if (first === undefined) return values;
    sent.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, select, textarea)`)?.focus();
    return undefined;
  };
  const forget = (event: FormEvent<HTMLFormElement>) => {
    const name = nameOf(event.target as HTMLElement);
    if (name && wrong[name]) setWrong(({ [name]: _, ...left }) => left);
  };
  return { wrong, form, check, forget };
}
