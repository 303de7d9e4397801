/** The words of one session: what it is, and how it is moved, cancelled, ended or given more seats. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  when: ["时间", "When"],
  where: ["地点", "Where"],
  organisation: ["主办单位", "Organisation"],
  programme: ["项目", "Programme"],
  seats: ["现场名额", "Seats on site"],
  online: ["线上名额", "Seats online"],
  waiting: ["候补", "Waiting"],
  taken: ["{{taken}} / {{seats}}", "{{taken}} of {{seats}}"],
  states: {
    planned: ["未开始", "To come"],
    begun: ["已开始", "Begun"],
    over: ["已结束", "Over"],
    ended: ["提前结束", "Ended early"],
    cancelled: ["已取消", "Cancelled"],
  },
  reason: ["理由（留在后台，不对外）", "Reason (kept in the office)"],
  not: {
    cancelled: ["场次已取消", "the session is cancelled"],
    over: ["场次已结束", "the session is over"],
    begun: ["场次已开始", "the session has begun"],
    planned: ["场次还没有开始，可以取消", "it has not begun; it can be cancelled"],
  },
  move: {
    title: ["改时间或地点", "Move it"],
    day: ["日期", "Day"],
    from: ["开始", "From"],
    to: ["结束", "To"],
    despite: ["阵地不开放或已被占用时的理由", "Why there although it is closed or taken"],
    sure: [
      "已报名的 {{count}} 人保留名额，时间地点随之改变；请通知他们。",
      "{{count}} people keep their seats at the new time and place; tell them.",
    ],
    action: ["改期", "Move"],
    done: ["已改期，{{count}} 人保留名额。", "Moved; {{count}} people keep their seats."],
    conflicts: [
      "已改期。其中 {{count}} 人当时另有场次，已在名单中标出。",
      "Moved. {{count}} people hold another seat then; they are marked in the list.",
    ],
  },
  cancel: {
    title: ["取消这一场", "Cancel it"],
    sure: [
      "{{count}} 个名额和 {{waiting}} 个候补全部作废，不能恢复；请通知他们。",
      "{{count}} seats and {{waiting}} places in the line are called off for good; tell the people.",
    ],
    action: ["取消场次", "Cancel the session"],
    done: ["已取消，{{count}} 个名额作废。", "Cancelled; {{count}} seats are called off."],
  },
  end: {
    title: ["提前结束", "End it early"],
    sure: [
      "不再报名和候补，已签到的计入到场，不能恢复。",
      "Registration and the line close, who is checked in has attended, and it cannot be taken back.",
    ],
    action: ["结束场次", "End the session"],
    done: ["已结束，到场 {{attended}} 人。", "Ended; {{attended}} people attended."],
  },
  edit: {
    title: ["调整名额", "Change the seats"],
    sure: ["多出的名额立即按次序给候补的人。", "New seats go to the waiting list at once, in its order."],
    action: ["保存名额", "Save the seats"],
    done: ["已保存，{{count}} 人从候补递补。", "Saved; {{count}} people came up from the line."],
  },
  changes: ["变更记录", "What was changed"],
  change: {
    at: ["变更时间", "Changed at"],
    kind: ["变更", "Change"],
    why: ["理由", "Reason"],
    before: ["原时间地点", "Before"],
    kinds: {
      edited: ["调整名额", "Seats"],
      moved: ["改期", "Moved"],
      cancelled: ["取消", "Cancelled"],
      ended: ["提前结束", "Ended"],
    },
  },
  unchanged: ["没有变更", "Nothing was changed"],
});
