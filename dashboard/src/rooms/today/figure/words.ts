/** The words of one figure, opened. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  rows_say: ["由明细相加", "Added up from rows"],
  statistics_say: ["统计结果", "As the statistics have it"],
  before: {
    today: ["前一天", "The day before"],
    month: ["上一个月", "The month before"],
    year: ["上一年", "The year before"],
    all: ["此前", "Before"],
  },
  differ: ["两者不一致，统计可能正在追赶。", "The two differ: the statistics may be catching up."],
  rows: ["明细", "Rows"],
  none: ["这一时段没有明细", "No rows in this period"],
  at: ["时间", "At"],
  value: ["数值", "Value"],
  events: ["事件", "Events"],
  open: ["查看事件", "See events"],
  period: ["时段", "Period"],
  periods: {
    today: ["今日", "Today"],
    month: ["本月", "This month"],
    year: ["本年", "This year"],
    all: ["累计", "All"],
  },
  programme: ["项目", "Programme"],
});
