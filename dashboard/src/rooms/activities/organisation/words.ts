/** The words of one organisation. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  admit: ["吸收为成员", "Admit a member"],
  since: ["任期自", "From"],
  until: ["任期至（可不填）", "Until (may be left empty)"],
  admitted: ["已登记任期；此前的任期保留。", "The term is entered; earlier terms are kept."],
  committee: ["联合党委", "Committee"],
  choose: ["请选择", "Choose"],
  join: ["加入联合党委", "Seat an organisation"],
  join_sure: [
    "该单位成为联合党委成员，在同一楼宇只能加入一个，且不能撤回。",
    "The organisation gets a seat, one in each building, and it cannot be withdrawn.",
  ],
  joined: ["已加入", "Seated"],
  node: ["位置", "Place"],
  kinds: {
    core: ["核心", "Core"],
    pillar: ["骨干", "Pillar"],
    partner: ["合作单位", "Partner"],
  },
  kind: ["类别", "Kind"],
  member: ["联盟成员", "Member of the alliance"],
  no_member: ["不是联盟成员", "Not a member"],
  term: ["任期", "Term"],
  open_end: ["长期", "open"],
  buildings: ["所在楼宇", "Buildings"],
  terms: ["历次任期", "Terms"],
  no_terms: ["没有任期记录。", "It was never admitted."],
  venues: ["所属阵地", "Its venues"],
  no_venues: ["没有所属阵地。", "No venue belongs to it."],
  venue: ["阵地", "Venue"],
  venue_kind: ["类别", "Kind"],
});
