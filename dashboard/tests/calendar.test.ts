import { describe, expect, it } from "vitest";
import { daysOf } from "../src/rooms/activities/calendar/days";

describe("days of a notice as they are typed", () => {
  it("reads lines, commas and ranges", () => {
    expect(daysOf("2027-01-01\n2027-02-06..2027-02-08，2027-04-05\n\n")).toEqual({
      days: ["2027-01-01", "2027-02-06", "2027-02-07", "2027-02-08", "2027-04-05"],
    });
  });

  it.each(["2027-02-30", "1 January", "2027-1-1", "2027-02-08..2027-02-06", "2027-01-01..2027-12-31"])(
    "names the line %s as wrong",
    (line) => {
      expect(daysOf(`2027-01-01\n${line}`).wrong).toBe(line);
    },
  );
});
