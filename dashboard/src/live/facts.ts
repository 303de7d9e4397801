/** Live facts merged into the event lists: newest first, each once, at most KEPT. */
import type { EventFilter } from "../api/queries";
import type { EventPage, Fact } from "../api/types";

export const KEPT = 500;

export function roomOf(fact: Pick<Fact, "topic">): string {
  return fact.topic.split(".", 1)[0] ?? "";
}

export function matches(fact: Fact, filter: EventFilter): boolean {
  return (
    (!filter.room || roomOf(fact) === filter.room) &&
    (!filter.type || fact.type === filter.type) &&
    (!filter.subject || fact.subject === filter.subject)
  );
}

/** `page` with `facts` (any order) that pass `filter`; what falls off the end is asked for again with "older". */
export function mergeFacts(page: EventPage, facts: readonly Fact[], filter: EventFilter): EventPage {
  const seen = new Set(page.events.map((fact) => fact.feed_id));
  const fresh = facts.filter(
    (fact) => matches(fact, filter) && !seen.has(fact.feed_id) && seen.add(fact.feed_id),
  );
  if (fresh.length === 0) return page;
  const events = [...fresh, ...page.events].sort((a, b) => b.feed_id - a.feed_id);
  return cut({ ...page, events });
}

/** `page` followed by an older one. */
export function appendOlder(page: EventPage, older: EventPage): EventPage {
  const seen = new Set(page.events.map((fact) => fact.feed_id));
  const events = [...page.events, ...older.events.filter((fact) => !seen.has(fact.feed_id))];
  return { events, next_before: older.next_before };
}

/** Facts of the last minute, for lists that were asked for before them and arrive after them. */
const REMEMBERED_MS = 60_000;
let remembered: { at: number; fact: Fact }[] = [];

export function rememberFact(fact: Fact, now = performance.now()): void {
  remembered = remembered.filter(({ at }) => at >= now - REMEMBERED_MS).slice(-KEPT);
  remembered.push({ at: now, fact });
}

/** The answer with every fact that was seen since `mark`. */
export function reapplyFacts(page: EventPage, filter: EventFilter, mark: number): EventPage {
  const crossed = remembered.filter(({ at }) => at >= mark).map(({ fact }) => fact);
  return mergeFacts(page, crossed, filter);
}

function cut(page: EventPage): EventPage {
  if (page.events.length <= KEPT) return page;
  const events = page.events.slice(0, KEPT);
  return { events, next_before: events[KEPT - 1]?.feed_id ?? null };
}
