/** What the live stream does to the caches: pure functions over what the pages show. */
import { describe, expect, test } from "vitest";
import { ALL_EVENTS } from "../src/api/queries";
import type { EventPage, Fact, FiguresChanged, Overview } from "../src/api/types";
import { appendOlder, KEPT, mergeFacts, reapplyFacts, rememberFact } from "../src/live/facts";
import { applyFigures, everyDay, reapply, remember, TREND_DAYS, watermark } from "../src/live/figures";

const none = { figures: {}, rates: { attendance: null, qualified: null } };

function overview(): Overview {
  return {
    // 2021-07-23 in Shanghai, still the 22nd in UTC.
    as_of: "2021-07-22T17:00:00Z",
    today: { figures: { registrations: 3 }, rates: none.rates },
    month: { figures: { registrations: 40 }, rates: none.rates },
    all: none,
    trend: [{ window: "2021-07-21", figures: { registrations: 5 } }],
    lines: {},
    needs_hand: [],
    lag: null,
  };
}

function changed(change: Partial<FiguresChanged>): FiguresChanged {
  return {
    grain: "day",
    window: "2021-07-23",
    dimension: "district",
    member: "district",
    figures: { registrations: 4 },
    rates: { attendance: 0.5, qualified: null },
    revised_at: "2021-07-22T17:00:01Z",
    ...change,
  };
}

function fact(feedId: number, more: Partial<Fact> = {}): Fact {
  return {
    feed_id: feedId,
    event_id: `event-${feedId}`,
    type: "activities.registration-confirmed.v1",
    topic: "activities.sessions",
    partition: 0,
    offset: feedId,
    subject: "session/a",
    seq: feedId,
    time: "2021-07-23T00:00:00Z",
    data: {},
    ...more,
  };
}

function page(...feedIds: number[]): EventPage {
  return { events: feedIds.map((id) => fact(id)), next_before: null };
}

const ids = (events: EventPage) => events.events.map((one) => one.feed_id);

describe("changed figures", () => {
  test("today's cell replaces today and its day of the trend", () => {
    const after = applyFigures(overview(), changed({}));
    expect(after.today).toEqual({
      figures: { registrations: 4 },
      rates: { attendance: 0.5, qualified: null },
    });
    expect(after.trend.map((day) => day.window)).toEqual(["2021-07-21", "2021-07-23"]);
    expect(after.month.figures.registrations).toBe(40);
  });

  test("this month's cell replaces the month, another month's nothing", () => {
    const month = { grain: "month", window: "2021-07-01", figures: { registrations: 41 } };
    expect(applyFigures(overview(), changed(month)).month.figures.registrations).toBe(41);
    const before = overview();
    expect(applyFigures(before, changed({ ...month, window: "2021-06-01" }))).toBe(before);
  });

  test("a late event amends its own day only", () => {
    const after = applyFigures(overview(), changed({ window: "2021-07-21", figures: { registrations: 6 } }));
    expect(after.trend).toEqual([{ window: "2021-07-21", figures: { registrations: 6 } }]);
    expect(after.today.figures.registrations).toBe(3);
  });

  test.each([
    { dimension: "line", member: "activities" },
    { grain: "week", window: "2021-07-19" },
    { window: "2021-06-01" },
    { window: "2021-07-24" },
  ])("%j is not on the page", (change) => {
    const before = overview();
    expect(applyFigures(before, changed(change))).toBe(before);
  });

  test("an answer that a change crossed does not undo it; older changes stay out", () => {
    remember(changed({ figures: { registrations: 9 } }), watermark() - 1_000);
    const mark = watermark();
    expect(reapply(overview(), mark).today.figures.registrations).toBe(3);
    remember(changed({ figures: { registrations: 4 } }), mark + 1);
    expect(reapply(overview(), mark).today.figures.registrations).toBe(4);
  });

  test("the trend has every day, empty ones too", () => {
    const days = everyDay(overview().trend, "2021-07-23");
    expect(days).toHaveLength(TREND_DAYS);
    expect(days[0]?.window).toBe("2021-06-24");
    expect(days.at(-1)).toEqual({ window: "2021-07-23", figures: {} });
    expect(days.find((day) => day.window === "2021-07-21")?.figures.registrations).toBe(5);
  });
});

describe("live facts", () => {
  test("come newest first, each once, in whatever order they arrive", () => {
    expect(ids(mergeFacts(page(3, 2), [fact(5), fact(4), fact(3), fact(5)], ALL_EVENTS))).toEqual([
      5, 4, 3, 2,
    ]);
  });

  test("nothing new leaves the page as it was", () => {
    const before = page(2, 1);
    expect(mergeFacts(before, [fact(2)], ALL_EVENTS)).toBe(before);
  });

  test("pass the list's filter", () => {
    const relief = fact(9, { topic: "relief.funds", type: "relief.fund-opened.v1", subject: "fund/b" });
    expect(ids(mergeFacts(page(), [fact(8), relief], { ...ALL_EVENTS, room: "relief" }))).toEqual([9]);
    expect(
      ids(mergeFacts(page(), [fact(8), relief], { ...ALL_EVENTS, type: "relief.fund-opened.v1" })),
    ).toEqual([9]);
    expect(ids(mergeFacts(page(), [fact(8), relief], { ...ALL_EVENTS, subject: "session/a" }))).toEqual([8]);
  });

  test("are capped, and what fell off can be asked for", () => {
    const full = { events: Array.from({ length: KEPT }, (_, i) => fact(KEPT - i)), next_before: null };
    const after = mergeFacts(full, [fact(KEPT + 1)], ALL_EVENTS);
    expect(after.events).toHaveLength(KEPT);
    expect(after.next_before).toBe(2);
  });

  test("an older page goes to the end without repeats", () => {
    const after = appendOlder(page(5, 4), { events: [fact(4), fact(3)], next_before: 3 });
    expect(ids(after)).toEqual([5, 4, 3]);
    expect(after.next_before).toBe(3);
  });

  test("a fact that arrives while the list is asked for is in the list", () => {
    const mark = watermark();
    rememberFact(fact(70), mark - 1);
    rememberFact(fact(71), mark + 1);
    expect(ids(reapplyFacts(page(60), ALL_EVENTS, mark))).toEqual([71, 60]);
  });
});
