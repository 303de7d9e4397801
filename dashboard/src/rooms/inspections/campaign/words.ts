/** The words of one campaign. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  days: ["日期", "Days"],
  programme: ["项目类别", "Programme"],
  stalls: ["摊位与讲座", "Stalls and talks"],
  handed_out_all: ["共发放", "Handed out in all"],
  add_fold: ["添加摊位或讲座", "Add a stall or a talk"],
  add: ["添加", "Add"],
  name: ["名称", "Name"],
  kind: ["形式", "Kind"],
  kinds: {
    stall: ["摊位", "Stall"],
    talk: ["讲座", "Talk"],
  },
  count: ["登记数量", "Count"],
  day: ["日期", "Day"],
  material: ["物料", "Material"],
  handed_out: ["当日合计", "In all that day"],
  before: ["尚未开始", "To come"],
  now: ["进行中", "Running"],
  over: ["已结束", "Over"],
  materials: {
    leaflet: ["宣传单", "Leaflets"],
    booklet: ["手册", "Booklets"],
    "rapid-test-kit": ["快检盒", "Rapid test kits"],
    "tableware-kit": ["公筷公勺", "Serving chopsticks"],
    "talk-seat": ["讲座听众", "Listeners"],
  },
});
