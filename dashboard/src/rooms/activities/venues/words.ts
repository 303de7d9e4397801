/** The words of the venues' keepers. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "开放时间按国家调休日历；设施多日未查看即显示“未核实”。",
    "Hours follow the national working calendar; an amenity nobody looked at lately reads as unverified.",
  ],
  close: ["临时闭馆", "Close for some days"],
  visits: ["到站登记（不记身份）", "Visits (no identity kept)"],
  people: ["人数", "People"],
  visited: ["已登记 {{count}} 人次", "{{count}} counted"],
  from_day: ["从", "From"],
  to_day: ["到", "To"],
  reason: ["原因（公开显示）", "Reason (shown to everybody)"],
  close_submit: ["确认闭馆", "Close"],
  closed: ["已登记闭馆", "Closure entered"],
  heat: ["高温预警", "Heat alert"],
  heat_text: ["发布后，当天所有接力站延长开放。", "Relay stations stay open longer that day."],
  level: ["级别", "Level"],
  day: ["日期", "Day"],
  heat_submit: ["发布预警", "Declare"],
  heat_done: ["已发布，{{count}} 个接力站延长开放", "Declared: {{count}} stations stay open longer"],
  none: ["还没有阵地", "No venues yet"],
  worker: {
    sanitation: ["环卫", "Sanitation"],
    courier: ["快递外卖", "Couriers"],
    construction: ["建筑", "Construction"],
    "traffic-police": ["交警", "Traffic police"],
    security: ["保安", "Security"],
    other: ["其他", "Other"],
  },
  warning: {
    yellow: ["黄色", "Yellow"],
    orange: ["橙色", "Orange"],
    red: ["红色", "Red"],
  },
  heat_sure: [
    "预警随即公布，各接力站据此延长开放，不能撤回。",
    "The alert is public at once, stations stay open longer, and it cannot be withdrawn.",
  ],
});
