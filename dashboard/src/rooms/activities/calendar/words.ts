/** The words of the working calendar. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "每年国务院办公厅公布的放假调休安排由办公室录入；开放时间、公示期和办理期限都按它推算。",
    "The office enters each year's State Council notice; opening hours, windows for objections and deadlines follow it.",
  ],
  known: [
    "{{day}} 之前的工作日已确定（还有 {{count}} 天）。",
    "Working days before {{day}} are known ({{count}} days left).",
  ],
  enter: ["录入放假安排", "Enter a year's notice"],
  year: ["年份", "Year"],
  holidays: ["放假日（含其中的周末）", "Days off (weekends among them included)"],
  make_up: ["调休上班日", "Make-up workdays"],
  days_hint: [
    "每行一天，如 2027-01-01；也可写起止，如 2027-02-06..2027-02-12",
    "One day a line, 2027-01-01, or from..to, 2027-02-06..2027-02-12",
  ],
  document: ["文号或网址", "Number or address of the notice"],
  submit: ["保存", "Save"],
  entered: ["已保存，各业务会随即按新安排推算。", "Saved; every room works by it from now on."],
  wrong: ["这一行不是日期：{{line}}", "This line is no date: {{line}}"],
  notices: ["已录入", "Entered so far"],
  none: [
    "尚未录入；软件自带的年份不在此列。",
    "None yet; years that the software knows by itself are not listed.",
  ],
  replaces: ["同一年再次录入会整份替换原来的安排。", "Entering a year again replaces its whole notice."],
});
