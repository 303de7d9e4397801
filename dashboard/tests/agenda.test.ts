/** The days that the calendar of sessions shows. */
import { expect, test } from "vitest";
import { isDay, monthFrom, monthOf, plus, weekOf } from "../src/rooms/activities/agenda/days";

test("a week begins on Monday, over the end of a year too", () => {
  expect(weekOf("2026-11-25")).toEqual(weekOf("2026-11-23"));
  expect(weekOf("2026-11-29")[0]).toBe("2026-11-23");
  expect(weekOf("2027-01-01")).toContain("2026-12-31");
});

test("a month is its whole weeks", () => {
  for (const day of ["2026-02-10", "2026-11-30", "2028-02-29", "2027-08-01"]) {
    const days = monthOf(day).flat();
    expect(days.length % 7).toBe(0);
    const month = day.slice(0, 7);
    const own = days.filter((one) => one.startsWith(month));
    expect(own[0]).toBe(`${month}-01`);
    expect(plus(own.at(-1) ?? "", 1).slice(8)).toBe("01");
    // No week of another month alone.
    for (const week of monthOf(day)) expect(week.some((one) => one.startsWith(month))).toBe(true);
  }
});

test("turning goes by months, whatever their length", () => {
  expect(monthFrom("2027-01-31", 1)).toBe("2027-02-01");
  expect(monthFrom("2027-03-31", -1)).toBe("2027-02-01");
  expect(monthFrom("2026-12-05", 1)).toBe("2027-01-01");
});

test("an address holds a day or nothing", () => {
  expect(isDay("2026-02-28")).toBe(true);
  for (const wrong of ["2026-02-30", "2026-13-01", "x", undefined, "2026-1-1"])
    expect(isDay(wrong)).toBe(false);
});
