/** Both languages say the same things, and every code that can come back has words in each. */
import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import { ProblemError } from "../src/api/client";
import { FIGURES, LINE_METRICS, RATES, TREND_METRICS } from "../src/api/figures";
import { explain, explainFields, FIELD_CODES, PROBLEM_CODES } from "../src/api/problems";
import type { Fact, Problem } from "../src/api/types";
import { en } from "../src/i18n/en";
import { EVENT_TYPES, nounAndVerb, sentence } from "../src/i18n/sentence";
import { zh } from "../src/i18n/zh";
import { type Pair, sharedBy } from "../src/kit/words";
import { WHERE } from "../src/rooms/today/overview/NeedsHandCard";
import { words as today } from "../src/rooms/today/overview/words";

type Words = { [key: string]: string | Words };
const languages = { zh, en } as unknown as Record<string, Words>;

function leaves(words: Words, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );
}

function holes(text: string): string[] {
  return [...text.matchAll(/{{(\w+)}}/g)].map((found) => found[1] ?? "").sort();
}

beforeAll(async () => {
  await i18next.init({
    lng: "zh",
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
});

function problem(more: Partial<Problem>): ProblemError {
  return new ProblemError({ type: "", title: "A title", status: 422, code: "x", ...more });
}

describe("the two languages", () => {
  test("have the same keys", () => {
    const [inZh, inEn] = [zh, en].map((words) =>
      leaves(words as unknown as Words)
        .map(([key]) => key)
        .sort(),
    );
    expect(inZh).toEqual(inEn);
  });

  test("fill the same holes, and leave nothing blank", () => {
    const inEn = new Map(leaves(en as unknown as Words));
    for (const [key, words] of leaves(zh as unknown as Words)) {
      expect(words.trim(), key).not.toBe("");
      expect(holes(inEn.get(key) ?? ""), key).toEqual(holes(words));
    }
  });
});

describe.each(["zh", "en"])("%s has words for", (language) => {
  test.each([...PROBLEM_CODES])("the problem %s", (code) => {
    expect((languages[language] as { problem: Words }).problem[code]).toBeTypeOf("string");
  });

  test.each([...FIELD_CODES])("the field code %s", (code) => {
    expect((languages[language] as { field: Words }).field[code]).toBeTypeOf("string");
  });

  test.each([...EVENT_TYPES])("the event %s", (type) => {
    const fact = (languages[language] as { fact: Record<string, Words> }).fact;
    expect(fact.name?.[nounAndVerb(type)]).toBeTypeOf("string");
    expect(fact.say?.[nounAndVerb(type)]).toBeTypeOf("string");
  });

  test.each(Object.keys(WHERE))("what waits for a hand: %s", (kind) => {
    const pair = (today.hand.kind as Record<string, Pair>)[kind];
    expect(pair?.[language === "zh" ? 0 : 1]).toBeTypeOf("string");
  });

  test("every metric, shown or not", () => {
    const words = (languages[language] as { metric: Words }).metric;
    const shown = [...Object.values(LINE_METRICS).flat(), ...TREND_METRICS].map(({ key }) => key);
    for (const key of [...shown, ...Object.keys(FIGURES), ...Object.keys(RATES)]) {
      expect(words[key], key).toBeTypeOf("string");
    }
  });
});

describe("explaining a problem", () => {
  test("a known code is shown in words, a room by its name", () => {
    expect(explain(i18next.t, problem({ code: "session-full" }))).toBe(zh.problem["session-full"]);
    expect(explain(i18next.t, problem({ code: "room-unavailable", room: "activities" }))).toContain(
      "活动服务",
    );
    expect(explain(i18next.t, problem({ code: "room-unavailable" }))).toContain("相关服务");
  });

  test("an unknown code falls back to its title", () => {
    expect(explain(i18next.t, problem({ code: "brand-new-code" }))).toBe("A title");
    expect(explain(i18next.t, new Error("no problem at all"))).toBe(zh.problem["unexpected-answer"]);
  });

  test("fields get words each, also for unforeseen codes", () => {
    const errors = [
      { field: "phone", code: "string-pattern-mismatch" },
      { field: "name", code: "something-new" },
    ];
    expect(explainFields(i18next.t, problem({ errors }))).toEqual({
      phone: zh.field["string-pattern-mismatch"],
      name: zh.field["value-error"],
    });
  });
});

describe("a fact as a sentence", () => {
  const registered: Fact = {
    feed_id: 1,
    event_id: "e",
    type: "activities.registration-confirmed.v1",
    topic: "activities.sessions",
    partition: 0,
    offset: 0,
    subject: "session/a",
    seq: 1,
    time: "2021-07-20T02:15:30Z",
    data: { activity_id: "a", programme: "suishenxue", channel: "on-behalf" },
  };

  test("names the activity, or its programme when the name is not known", () => {
    expect(sentence(sharedBy(i18next.t), registered, { a: "剪纸" }, "zh-CN")).toBe(
      "有人报名了「剪纸」的场次（代报名）",
    );
    expect(sentence(sharedBy(i18next.t), registered, {}, "zh-CN")).toContain("随申学");
  });

  test("a replaced nomination is a changed one, a new type is still a sentence", () => {
    const made = { ...registered, type: "inspections.nomination-made.v1" };
    expect(sentence(sharedBy(i18next.t), { ...made, data: { replaces: {} } }, {}, "zh-CN")).toBe(
      "有人把点选改为一家单位，原来的一票随之更换",
    );
    expect(sentence(sharedBy(i18next.t), { ...made, data: { replaces: null } }, {}, "zh-CN")).toBe(
      "有人点选了一家单位",
    );
    expect(sentence(sharedBy(i18next.t), { ...made, type: "x.y-z.v1" }, {}, "zh-CN")).toBe(zh.fact.say.other);
  });

  test("an establishment is called by its name where that is known", () => {
    const made = { ...registered, type: "inspections.sample-taken.v1", data: { establishment_id: "m" } };
    expect(sentence(sharedBy(i18next.t), made, { m: "梅龙镇酒家" }, "zh-CN")).toBe(
      "从「梅龙镇酒家」抽取了一份样品",
    );
  });

  test("money in a sentence is yuan", () => {
    const given = { ...registered, type: "relief.donation-received.v1", data: { amount_fen: 1_800_000 } };
    expect(sentence(sharedBy(i18next.t), given, {}, "zh-CN")).toBe("一家单位 捐赠 18,000 元，已入账");
  });
});
