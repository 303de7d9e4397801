/** The words of the district in figures. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "按月按项目公布。人数取整到 5，少于 5 的不显示；金额与批次为实数。",
    "By month and programme. Counts of people are rounded to fives and hidden below five; amounts and batches are exact.",
  ],
  year: ["年份", "Year"],
  month: ["月份", "Month"],
  few: ["少于 5", "under 5"],
  none: ["这一年还没有数字", "No figures for this year yet"],
  programme: ["项目", "Programme"],
  caption: ["区域数字", "The district in figures"],
});
