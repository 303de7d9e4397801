/** A list as it is copied from a table: a business a row, its fields separated by tabs or commas. */
import type { Body } from "../../../kit/paths";

export type ImportRow = Body<"/api/inspections/imports/establishments">["rows"][number];

export const MOST = 200;

/** The rows that hold anything; `line` counts from 1, as the reader of the text counts. */
export function rowsOf(typed: string): ImportRow[] {
  return typed.split(/\r?\n/).flatMap((text, index) => {
    if (text.trim() === "") return [];
    const fields = (text.includes("\t") ? text.split("\t") : text.split(/[,，]/)).map((one) => one.trim());
    const [external_id = "", name = "", rating = "", rated_on = ""] = fields;
    return [{ line: index + 1, external_id, name, rating, rated_on, pending: false }];
  });
}
