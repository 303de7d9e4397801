/** The words of the door. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "选择今天的场次，点一下即签到；重复点按只算一次。",
    "Choose today's session; one touch checks a person in, and counts once however often.",
  ],
  none: ["今天没有已发布的场次", "No published session today"],
  none_text: [
    "场次排定并发布后会出现在这里。",
    "Sessions appear here when they are scheduled and published.",
  ],
  session: ["场次", "Session"],
  choose: ["请选择", "Choose"],
  people: ["报名名单", "Registered"],
  count: ["已到 {{came}} / {{expected}}", "{{came}} of {{expected}} came"],
  find: ["按姓名查找", "Find a name"],
  none_found: ["没有符合的人", "No one found"],
  walk_in: ["现场登记", "Register a walk-in"],
  check_in: ["签到", "Check in"],
  check_in_person: ["为{{name}}签到", "Check {{name}} in"],
  undo: ["撤销", "Undo"],
  undo_person: ["撤销{{name}}的签到", "Undo the check-in of {{name}}"],
  promoted: ["候补递补", "from the waiting line"],
});
