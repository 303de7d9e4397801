/** The words of a person at the counter. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  phone: ["手机尾号", "End of the phone"],
  account: ["账号", "Account"],
  has_account: ["已核对身份的账号", "an account that the counter confirmed"],
  none: ["没有", "none"],
  seats: ["报名", "Registrations"],
  no_seats: ["没有报名记录。", "No registrations."],
  lines: ["候补", "Waiting"],
  no_lines: ["没有在候补。", "Waits for no session."],
  session: ["场次", "Session"],
  venue: ["地点", "Where"],
  pool: ["名额", "Seats"],
  channel: ["方式", "How"],
  state: ["状态", "State"],
  states: {
    confirmed: ["已报名", "Registered"],
    cancelled: ["已取消", "Cancelled"],
    came: ["已到场", "Came"],
    waiting: ["候补中", "Waiting"],
  },
  act: ["办理", "Acts"],
  cancel: ["取消报名", "Cancel"],
  cancel_sure: [
    "名额随即让给候补的人，不能撤回。",
    "The seat goes to the next in line at once and cannot be taken back.",
  ],
  cancelled: ["已取消。", "Cancelled."],
  leave: ["退出候补", "Leave the line"],
  leave_sure: ["再次候补须重新排队。", "Joining again means standing at the end of the line."],
  left: ["已退出候补。", "No longer waiting."],
  register: ["为这位居民报名", "Register this person"],
  register_at: ["在报名页填写姓名与手机号。", "On the page of registrations, by name and phone."],
});
