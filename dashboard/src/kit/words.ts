/**
 * The words of a page: each one in Chinese and English, side by side; a misspelt key does not compile.
 *
 * `const w = useWords(words)`; then `w("title")`, `w("count", { came, expected })`, and `w.of("state", need.state)`
 * where the server's value may be newer than these words: an unknown value is shown as it is.
 */
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { zh } from "../i18n/zh";

export type Pair = readonly [zh: string, en: string];

export interface Words {
  readonly [key: string]: Pair | Words;
}

type KeyOf<W> = {
  [K in keyof W & string]: W[K] extends Pair | string ? K : `${K}.${KeyOf<W[K]>}`;
}[keyof W & string];

/** The keys that hold a group of words. */
type GroupOf<W> = {
  [K in keyof W & string]: W[K] extends Pair | string ? never : K | `${K}.${GroupOf<W[K]>}`;
}[keyof W & string];

type At<W, K extends string> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof W
    ? At<W[Head], Rest>
    : never
  : K extends keyof W
    ? W[K]
    : never;

/** The names between {{ and }}. */
type Holes<Text> = Text extends `${string}{{${infer Hole}}}${infer Rest}` ? Hole | Holes<Rest> : never;
type Filled = string | number;
type Filling<P> = P extends Pair
  ? [Holes<P[0]>] extends [never]
    ? []
    : [holes: Record<Holes<P[0]>, Filled>]
  : [];

export interface Say<W> {
  <K extends KeyOf<W>>(key: K, ...filling: Filling<At<W, K>>): string;
  /** The words for one value of a group, or the value itself where there are none. */
  of(group: GroupOf<W>, value: string): string;
}

/** Words as they are, with each text kept in the type so that the names in it are known. */
export function pairs<const W extends Words>(said: W): W {
  return said;
}

export function isPair(said: unknown): said is Pair {
  return Array.isArray(said);
}

/** One pair in a language, with its holes filled. */
export function inLanguage(pair: Pair, language: string, holes: Record<string, Filled> = {}): string {
  return pair[language === "en" ? 1 : 0].replace(/{{(\w+)}}/g, (all, hole: string) =>
    hole in holes ? String(holes[hole]) : all,
  );
}

function find(said: Words, path: string): Pair | Words | undefined {
  let here: Pair | Words | undefined = said;
  for (const step of path.split(".")) {
    if (here === undefined || isPair(here)) return undefined;
    here = here[step];
  }
  return here;
}

/** The words in one language, outside a component. */
export function sayIn<W extends Words>(said: W, language: string): Say<W> {
  const say = (key: string, holes?: Record<string, Filled>) => {
    const found = find(said, key);
    return isPair(found) ? inLanguage(found, language, holes) : key;
  };
  const of = (group: string, value: string) => {
    const found = find(said, `${group}.${value}`);
    return isPair(found) ? inLanguage(found, language) : value;
  };
  return Object.assign(say, { of }) as unknown as Say<W>;
}

/** A page's own words in the language that is on. */
export function useWords<W extends Words>(said: W): Say<W> {
  const { i18n } = useTranslation();
  return useMemo(() => sayIn(said, i18n.language), [said, i18n.language]);
}

type Shared = typeof zh;
export interface SayShared {
  (key: KeyOf<Shared>, holes?: Record<string, Filled>): string;
  of(group: GroupOf<Shared>, value: string, holes?: Record<string, Filled>): string;
}

/** The shared words by a translator of i18next. */
export function sharedBy(t: TFunction): SayShared {
  const say = (key: string, holes: Record<string, Filled> = {}) => t(key, holes);
  const of = (group: string, value: string, holes: Record<string, Filled> = {}) =>
    t(`${group}.${value}`, { ...holes, defaultValue: value });
  return Object.assign(say, { of });
}

/** The words that several rooms share (`src/i18n`): roles, sources, actions, problems, with typed keys as well. */
export function useShared(): SayShared {
  const { t } = useTranslation();
  return useMemo(() => sharedBy(t), [t]);
}

/** A pair in the language that is on. */
export function useInLanguage(): (said: Pair) => string {
  const { i18n } = useTranslation();
  return (said) => inLanguage(said, i18n.language);
}

/** The language that is on, as Intl takes it. */
export function useLanguage(): string {
  return useTranslation().i18n.language;
}
