/** The words of the venues' keepers. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "开放时间按国家调休日历；设施多日未查看即显示“未核实”。",
    "Hours follow the national working calendar; an amenity not checked lately is shown as unverified.",
  ],
  open: ["开设阵地", "Open a venue"],
  fold: ["收起", "Fold"],
  name: ["名称", "Name"],
  name_hint: ["名称开设后不能更改", "A name cannot be changed afterwards"],
  kind: ["类别", "Kind"],
  address: ["地址（可不填）", "Address (may be left empty)"],
  organisation: ["所属单位（可不填）", "Organisation (may be left empty)"],
  organisation_hint: [
    "接力站必须有所属单位才能登记到站",
    "A relay station counts visits only with an organisation",
  ],
  no_organisation: ["无", "None"],
  map_x: ["示意图位置：自左（可不填）", "Place on the map: from the left (may be left empty)"],
  map_y: ["示意图位置：自上（可不填）", "Place on the map: from the top (may be left empty)"],
  map_hint: ["0–1000，两项同填或同空", "0–1000; give both or neither"],
  heat: ["高温预警", "Heat alert"],
  heat_text: ["发布后，当天所有接力站延长开放。", "Relay stations stay open longer that day."],
  level: ["级别", "Level"],
  day: ["日期", "Day"],
  heat_submit: ["发布预警", "Declare"],
  heat_done: ["已发布，{{count}} 个接力站延长开放", "Declared: {{count}} stations stay open longer"],
  none: ["还没有阵地", "No venues yet"],
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
