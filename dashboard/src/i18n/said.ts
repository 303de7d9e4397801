/** What a room says on every page: its refusals and its events in words, both languages side by side. */
import type { Pair } from "../kit/words";

export interface Said {
  /** Code → what a person reads. */
  codes: Record<string, Pair>;
  /** Event type → its short name and its sentence. */
  events: Record<string, { name: Pair; says: Pair }>;
}

// One file a room, `src/rooms/<room>/said.ts`; no list names it.
const files = import.meta.glob<{ said: Said }>("../rooms/*/said.ts", { eager: true });
const all = Object.values(files).map(({ said }) => said);
const events = all.flatMap((said) => Object.entries(said.events));

export const SAID_CODES: readonly string[] = all.flatMap(({ codes }) => Object.keys(codes));
export const SAID_EVENTS: readonly string[] = events.map(([type]) => type);

/** "activities.registration-confirmed.v1" → "registration-confirmed". */
export function nounAndVerb(type: string): string {
  return type.split(".")[1] ?? type;
}

interface Shared {
  problem: object;
  fact: { name: object; say: object };
}

/** The shared words of a language (0 Chinese, 1 English) with those that the rooms bring. */
export function withSaid<W extends Shared>(words: W, language: 0 | 1): W {
  const codes = all.flatMap((said) => Object.entries(said.codes));
  const named = (what: "name" | "says") =>
    Object.fromEntries(events.map(([type, said]) => [nounAndVerb(type), said[what][language]]));
  return {
    ...words,
    problem: { ...words.problem, ...Object.fromEntries(codes.map(([code, pair]) => [code, pair[language]])) },
    fact: {
      ...words.fact,
      name: { ...words.fact.name, ...named("name") },
      say: { ...words.fact.say, ...named("says") },
    },
  };
}
