/** The kit: addresses, typed paths and words, values of fields, order of rows. */
import { describe, expect, test } from "vitest";
import { fieldOf } from "../src/kit/checks";
import { amount, choice, day, number, text, toFen, type Values } from "../src/kit/fields";
import {
  type Asked,
  address,
  type Body,
  type CommandPath,
  type Known,
  type Order,
  type ReadPath,
  roomOf,
} from "../src/kit/paths";
import { type Aim, place } from "../src/kit/place";
import { several } from "../src/kit/several";
import { sorted } from "../src/kit/Table";
import { pairs, sayIn } from "../src/kit/words";

describe("an address", () => {
  test("has its names filled in, and the rest as its query", () => {
    expect(address("/api/x/{id}/y", { id: "a b", limit: 3, none: undefined })).toBe("/api/x/a%20b/y?limit=3");
    expect(roomOf("/api/relief/funds")).toBe("relief");
  });

  test("without one of its names is not asked for", () => {
    expect(() => address("/api/x/{id}", {})).toThrow("lacks id");
  });
});

type Step = Order<"/api/activities/needs/{need_id}/steps">;
type Need = Body<"/api/activities/needs">;

describe("what is misspelt does not compile", () => {
  test("a path, a name in it, a field of the body", () => {
    const read: ReadPath = "/api/activities/needs";
    // @ts-expect-error no such path
    const nowhere: ReadPath = "/api/activities/nedes";
    // @ts-expect-error it is read, and no command
    const unread: CommandPath = "/api/overview";
    const step: Step = { path: { need_id: "n" }, body: { to: "resolved" } };
    // @ts-expect-error another name in the path
    const named: Step["path"] = { id: "n" };
    // @ts-expect-error another field of the body
    const field: Need = { title: "t", category: "repair", organization_id: null };
    // @ts-expect-error another value than the body knows
    const value: Need = { title: "t", category: "repairs" };
    // @ts-expect-error another parameter of the query
    const asked: Asked<"/api/activities/needs"> = { limits: 3 };
    expect([read, nowhere, unread, step, named, field, value, asked]).toHaveLength(8);
  });

  test("a form's values with a name that the body does not have", () => {
    type Misspelt = { title: string; category: "repair"; organization_id: null };
    const right: Known<Need, "/api/activities/needs"> = "nothing is demanded";
    // @ts-expect-error organization_id is no field of it
    const wrong: Known<Misspelt, "/api/activities/needs"> = "nothing is demanded";
    expect([right, wrong]).toHaveLength(2);
  });

  test("a word, and the names in it", () => {
    const w = sayIn(pairs({ count: ["{{n}} 人", "{{n}} people"], state: { open: ["开", "open"] } }), "en");
    expect(w("count", { n: 3 })).toBe("3 people");
    expect(w("state.open")).toBe("open");
    expect(w.of("state", "open")).toBe("open");
    expect(w.of("state", "brand-new")).toBe("brand-new");
    // @ts-expect-error no such word
    expect(w("cuont")).toBe("cuont");
    // @ts-expect-error the name in it is n
    expect(w("count", { m: 3 })).toContain("{{n}}");
    // @ts-expect-error a group is no word
    expect(w("state")).toBe("state");
  });

  test("a link without its parts, a place without a permission", () => {
    const here = place({ to: "/a/$b", title: ["甲", "A"], permission: "public" });
    const aim: Aim<typeof here> = { params: { b: "1" } };
    // @ts-expect-error it has another name
    const other: Aim<typeof here> = { params: { c: "1" } };
    // @ts-expect-error no permission
    const open = place({ to: "/a", title: ["甲", "A"] });
    // @ts-expect-error one language only
    const half = place({ to: "/a", title: ["甲"], permission: "public" });
    expect([aim, other, open, half]).toHaveLength(4);
  });

  test("a field's value has its type", () => {
    const fields = {
      name: text("n"),
      note: text("n", { optional: true }),
      fen: amount("a"),
      kind: choice("k", [{ value: "a", label: "A" }]),
    };
    const values: Values<typeof fields> = { name: "x", note: null, fen: 1, kind: "a" };
    // @ts-expect-error it may not be left empty
    const empty: Values<typeof fields> = { ...values, name: null };
    // @ts-expect-error no choice of it
    const other: Values<typeof fields> = { ...values, kind: "b" };
    expect([values, empty, other]).toHaveLength(3);
  });
});

describe("a field reads what is typed", () => {
  test("trimmed; nothing is missing, or null where it may be", () => {
    expect(text("n").read("  a ")).toEqual({ value: "a" });
    expect(text("n").read("  ")).toEqual({ wrong: "missing" });
    expect(text("n", { optional: true }).read("")).toEqual({ value: null });
    expect(text("p", { secret: true }).read(" a ")).toEqual({ value: " a " });
    expect(day("d").read("2026-11-25")).toEqual({ value: "2026-11-25" });
  });

  test("numbers and money", () => {
    expect(number("n").read("12")).toEqual({ value: 12 });
    expect(number("n").read("1e")).toEqual({ wrong: "value-error" });
    expect(amount("a").read("1234.5")).toEqual({ value: 123_450 });
    expect(amount("a").read("1.234")).toEqual({ wrong: "amount" });
    expect(toFen("0")).toBeNull();
    expect(toFen("0.07")).toBe(7);
  });
});

test("rows are sorted as people sort, and what has no value comes last", () => {
  const rows = [{ n: "10号" }, { n: null }, { n: "9号" }];
  const names = (down: boolean) => sorted(rows, ({ n }) => n, down, "zh-CN").map(({ n }) => n);
  expect(names(false)).toEqual(["9号", "10号", null]);
  expect(names(true)).toEqual(["10号", "9号", null]);
});

test("fields that come several times are read one by one, and the server's paths find them", () => {
  const people = several(2, (place) => ({ name: text(`${place}`), phone: text("p", { optional: true }) }));
  expect(Object.keys(people.fields)).toEqual(["name-0", "phone-0", "name-1", "phone-1"]);
  expect(people.rows[1]).toEqual(["name-1", "phone-1"]);
  const typed = { "name-0": "甲", "phone-0": null, "name-1": "乙", "phone-1": "1" };
  expect(people.read(typed)).toEqual([
    { name: "甲", phone: null },
    { name: "乙", phone: "1" },
  ]);
  expect(fieldOf("members.1.phone")).toBe("phone-1");
  expect(fieldOf("payee.name")).toBe("name");
  expect(fieldOf("title")).toBe("title");
});
