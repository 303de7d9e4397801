/** The words of the livelihood map. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: ["身边有什么、现在开不开、哪些还不知道。", "What is near, what is open now, and what is not known."],
  show: ["显示", "Show"],
  wanted: {
    all: ["全部", "Everything"],
    open: ["现在开放的", "Open now"],
    stations: ["户外职工爱心接力站", "Outdoor workers' relay stations"],
    water: ["有水喝的", "With water that works"],
  },
  list: ["地点列表", "Places"],
  none: ["没有符合的地点", "No such place"],
  street: ["南京西路", "Nanjing Road (W)"],
  schematic: [
    "示意图：位置为示意，非测绘。",
    "Schematic: places are roughly where they stand, not surveyed.",
  ],
  unknown: ["还不知道的", "What is not known"],
  unknown_hours: ["{{count}} 处没有登记开放时间", "{{count}} places without hours"],
  unknown_amenities: [
    "{{count}} 项设施近期无人查看，显示“未核实”",
    "{{count}} amenities not checked lately: unverified",
  ],
  unknown_places: ["未标在图上：{{names}}", "Not on the map: {{names}}"],
  all_known: ["所列内容均已知", "Everything listed is known"],
  caption: ["民生地图（示意图）", "Livelihood map (schematic)"],
});
