/** The words of the alliance. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: ["{{members}} 家成员，登记单位 {{all}} 家", "{{members}} members of {{all}} organisations"],
  members: ["成员单位", "Members"],
  none: ["没有单位", "No organisations"],
  name: ["名称", "Name"],
  node: ["位置", "Place"],
  term: ["任期", "Term"],
  open_end: ["长期", "open"],
  buildings: ["所在楼宇", "Buildings"],
  source: ["来源", "Source"],
  committees: ["楼宇联合党委", "Joint committees of buildings"],
  no_committees: ["还没有联合党委", "No committees yet"],
  building: ["楼宇", "Building"],
  kinds: {
    core: ["核心", "Core"],
    pillar: ["骨干", "Pillar"],
    partner: ["合作单位", "Partner"],
  },
});
