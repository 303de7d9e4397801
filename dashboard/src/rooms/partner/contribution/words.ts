/** The words of an organisation's contribution. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: ["由事件逐条统计，不靠自报。", "Counted from events, not reported by ourselves."],
  none: ["这一年没有记录", "Nothing in this year"],
  metric: ["指标", "Figure"],
  year: ["年份", "Year"],
  caption: ["本单位的贡献", "What we contributed"],
});
