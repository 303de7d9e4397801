/** The words of the alliance. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  organisation_kind: {
    subdistrict: ["街道", "Subdistrict"],
    "building-committee": ["楼宇党组织", "Building committee"],
    "partner-unit": ["共建单位", "Partner unit"],
    "trade-union": ["工会", "Trade union"],
    "food-safety-office": ["食安办", "Food safety office"],
    community: ["社区", "Community"],
    "residents-committee": ["居民委员会", "Residents' committee"],
    business: ["企业", "Business"],
  },
  kinds: {
    core: ["核心", "Core"],
    pillar: ["骨干", "Pillar"],
    partner: ["合作单位", "Partner"],
  },
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
  register: ["登记单位", "Register an organisation"],
  name_hint: ["名称登记后不能更改", "A name cannot be changed afterwards"],
  kind: ["类别", "Kind"],
  found: ["成立联合党委", "Found a committee"],
  founded: ["已成立，可以吸收单位。", "Founded; organisations can join it now."],
});
