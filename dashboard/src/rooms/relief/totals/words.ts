/** The words of the public totals. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "每个数字都能点开，看到加起来的每一笔；不含任何个人信息。",
    "Every figure opens to the entries that add up to it; nothing personal is shown.",
  ],
  grain: ["统计周期", "Period"],
  year: ["按年", "By year"],
  month: ["按月", "By month"],
  people: ["受助人数", "People helped"],
  few: ["少于 5 人，不公布", "fewer than 5, not shown"],
  empty: ["还没有款项。", "No money yet."],
  rows: ["{{count}} 笔，合计 {{total}}", "{{count}} entries, {{total}} in all"],
  someRows: [
    "合计 {{total}}。受助人数少于 5 人的月份不逐笔公布。",
    "{{total}} in all. Months in which fewer than 5 people were paid are not shown entry by entry.",
  ],
});
