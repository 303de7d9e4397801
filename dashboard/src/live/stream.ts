/** The tab's one event stream: facts and figures into the query caches, its own state for the live indicator. */
import type { QueryClient } from "@tanstack/react-query";
import { type EventFilter, overviewQuery, sessionQuery } from "../api/queries";
import type { EventPage, Fact, FiguresChanged, Overview } from "../api/types";
import { mergeFacts, rememberFact } from "./facts";
import { applyFigures, remember } from "./figures";

export type LiveState = "connecting" | "live" | "reconnecting";

/** Facts come in bursts; the page is drawn once for each burst. */
const BATCH_MS = 120;
/** The totals and "needs a hand" have no event of their own: asked for again at most this often while figures move. */
const REFRESH_MS = 5_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

export class LiveStream {
  private source: EventSource | null = null;
  private state: LiveState = "connecting";
  private readonly listeners = new Set<() => void>();
  private newest: number | null = null;
  private facts: Fact[] = [];
  private figures: FiguresChanged[] = [];
  private flushTimer: number | undefined;
  private retryTimer: number | undefined;
  private refreshTimer: number | undefined;
  private wait = FIRST_WAIT_MS;

  constructor(private readonly client: QueryClient) {}

  /** Start from after the fact numbered `after`, so that nothing between the list and the stream is lost. */
  start(after: number | null): void {
    this.newest = after;
    this.open();
  }

  stop(): void {
    this.source?.close();
    this.source = null;
    for (const timer of [this.flushTimer, this.retryTimer, this.refreshTimer]) window.clearTimeout(timer);
    this.flushTimer = this.retryTimer = this.refreshTimer = undefined;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): LiveState => this.state;

  private open(): void {
    this.source?.close();
    const source = new EventSource(this.newest === null ? "/api/live" : `/api/live?after=${this.newest}`);
    this.source = source;
    source.addEventListener("ready", (event) => this.ready(event.data));
    source.addEventListener("fact", (event) => this.receive(JSON.parse(event.data) as Fact));
    source.addEventListener("figures", (event) => this.move(JSON.parse(event.data) as FiguresChanged));
    source.onerror = () => this.lost(source);
  }

  private ready(data: string): void {
    const again = this.state === "reconnecting";
    this.wait = FIRST_WAIT_MS;
    this.newest ??= (JSON.parse(data) as { feed_id: number }).feed_id;
    this.turn("live");
    // Figures are not numbered: what moved while the stream was away is asked for once.
    if (again) void this.client.invalidateQueries({ queryKey: overviewQuery.queryKey });
  }

  private lost(source: EventSource): void {
    this.turn("reconnecting");
    // The browser resumes a broken stream by itself (Last-Event-ID); one that was refused it gives up.
    if (source.readyState !== EventSource.CLOSED || source !== this.source) return;
    void this.client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  private receive(fact: Fact): void {
    this.newest = Math.max(this.newest ?? 0, fact.feed_id);
    rememberFact(fact);
    this.facts.push(fact);
    this.schedule();
  }

  private move(change: FiguresChanged): void {
    remember(change);
    this.figures.push(change);
    this.schedule();
  }

  private schedule(): void {
    this.flushTimer ??= window.setTimeout(() => this.flush(), BATCH_MS);
  }

  private flush(): void {
    this.flushTimer = undefined;
    const { facts, figures } = this;
    this.facts = [];
    this.figures = [];
    if (facts.length > 0) this.flushFacts(facts);
    if (figures.length > 0) {
      this.client.setQueryData(overviewQuery.queryKey, (overview: Overview | undefined) =>
        overview ? figures.reduce(applyFigures, overview) : overview,
      );
      this.refreshTimer ??= window.setTimeout(() => {
        this.refreshTimer = undefined;
        void this.client.invalidateQueries({ queryKey: overviewQuery.queryKey });
      }, REFRESH_MS);
    }
  }

  private flushFacts(facts: Fact[]): void {
    for (const query of this.client.getQueryCache().findAll({ queryKey: ["events"] })) {
      const filter = query.queryKey[1] as EventFilter;
      this.client.setQueryData(query.queryKey, (page: EventPage | undefined) =>
        page ? mergeFacts(page, facts, filter) : page,
      );
    }
  }

  private turn(state: LiveState): void {
    if (this.state === state) return;
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
