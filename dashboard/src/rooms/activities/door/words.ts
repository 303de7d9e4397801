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
  code: ["票码", "Ticket code"],
  camera_on: ["用相机扫码", "Scan with the camera"],
  camera_off: ["关闭相机", "Close the camera"],
  camera_failed: [
    "相机无法使用：请允许使用相机，或输入票面上的票码。",
    "The camera cannot be used. Allow it, or type the code on the ticket.",
  ],
  tickets: ["打印门票", "Print tickets"],
  taken: ["{{name}} 已签到", "{{name}} is checked in"],
  taken_unknown: [
    "票码 {{ticket}} 不在名单中，已记下，待核对",
    "{{ticket}} is not on the list; it is kept and will be looked at",
  ],
  before: ["{{name}} 此前已签到", "{{name}} was checked in before"],
  online: ["联网", "Online"],
  offline: [
    "离线：签到保存在本机，联网后自动上传",
    "Offline: check-ins are kept on this phone and uploaded later",
  ],
  waiting: ["待上传 {{count}}", "{{count}} to upload"],
  uploaded: ["全部已上传", "All uploaded"],
  as_of: ["名单为 {{at}} 的版本", "List as of {{at}}"],
  lost: [
    "浏览器清除了本机数据，有 {{count}} 次签到没有上传。请按名单核对到场的人。",
    "The browser removed data from this phone: {{count}} check-ins were not uploaded. Compare the list with the people who are here.",
  ],
  lost_read: ["知道了", "Understood"],
  broken: [
    "本机不能保存签到（无痕模式或存储已满）。请换一台手机，或在纸上登记。",
    "This phone cannot keep check-ins (private mode, or its storage is full). Use another phone or paper.",
  ],
  conflicts: ["待核对的扫码（{{count}}）", "Scans to look at ({{count}})"],
  settle_came: ["确认到场", "Is here"],
  settle_dismiss: ["忽略", "Dismiss"],
  reason: {
    unknown: ["不是本场的票", "not a ticket of this session"],
    twice: ["同一张票在两台手机上出示", "one ticket shown at two phones"],
    cancelled: ["报名已取消", "registration cancelled"],
    undone: ["扫码早于撤销签到", "scanned before the check-in was undone"],
    early: ["扫码时间早于开门", "scanned before the doors opened"],
    late: ["扫码时间晚于结束", "scanned after the end"],
    other: ["需要核对", "to be looked at"],
  },
  undo: ["撤销", "Undo"],
  undo_person: ["撤销{{name}}的签到", "Undo the check-in of {{name}}"],
  promoted: ["候补递补", "from the waiting line"],
});
