/** What activities says on every page: its refusals and its events in words. */
import type { Said } from "../../i18n/said";

export const said: Said = {
  codes: {
    "check-in-undone": [
      "这次扫码早于撤销签到；如本人确已到场，请再签到一次。",
      "This scan is from before the check-in was undone. If the person is here, check them in again.",
    ],
    "not-checked-in": ["此人还没有签到。", "This person is not checked in."],
    "scan-unknown": ["没有这次扫码记录。", "There is no such scan."],
    "scan-already-settled": ["这次扫码已经处理过。", "This scan was settled already."],
    "scan-is-no-conflict": [
      "这次扫码没有问题，不需要处理。",
      "This scan is accepted; there is nothing to settle.",
    ],
    "ticket-unknown-here": [
      "这张票不属于本场；请核对场次，或按姓名查找。",
      "This ticket is not of this session. Check the session, or find the person by name.",
    ],
    "undo-too-late": [
      "签到超过十分钟，不能再撤销；如记录有误，请联系管理员。",
      "Ten minutes have passed: this check-in can no longer be undone. Ask an administrator if it is wrong.",
    ],
    "session-in-the-past": [
      "开始时间已经过去。如需补录，请填写理由。",
      "That time is past. To enter it all the same, say why.",
    ],
    "venue-closed-then": [
      "阵地当时不开放。如仍要安排，请填写理由。",
      "The venue is closed then. To hold it there all the same, say why.",
    ],
    "venue-taken-then": [
      "阵地当时已有其他场次。如仍要安排，请填写理由。",
      "Another session is at this venue then. To hold both, say why.",
    ],
    "session-cancelled": ["这一场已经取消。", "This session is cancelled."],
    "session-begun": [
      "场次已经开始，不能再改时间地点；确需停办请提前结束。",
      "The session has begun and can no longer be moved; end it if it has to stop.",
    ],
    "session-attended": [
      "已有人签到，这一场不能取消或改期，只能提前结束。",
      "People are checked in, so the session cannot be cancelled or moved; it can be ended.",
    ],
    "session-not-begun": [
      "场次还没有开始，也没有人签到；请改为取消。",
      "The session has not begun and no person is there; cancel it instead.",
    ],
    "session-stays-as-it-is": ["时间和地点与原来相同。", "This is the time and place that it has already."],
    "fewer-seats-than-taken": [
      "名额不能少于已报名的人数。",
      "There cannot be fewer seats than people registered.",
    ],
    "registration-called-off": ["这个名额因场次未举行已作废。", "This seat was called off with its session."],
    "programme-is-counted": [
      "已有人报名或候补，项目不能再改。",
      "People have registered or wait, so the programme can no longer be changed.",
    ],
    "person-unknown": [
      "没有这位居民的登记，或资料已删除。",
      "This person is not known here, or was deleted.",
    ],
    "need-unknown": ["没有这项诉求。", "There is no such need."],
    "need-step-impossible": [
      "诉求当前状态不能这样处理。",
      "The need cannot take this step from where it stands.",
    ],
    "need-already-exists": ["这项诉求已经存在。", "This need exists already."],
  },
  events: {
    "activities.session-started.v1": {
      name: ["场次开始", "Session began"],
      says: ["「{{activity}}」的一场开始了", "A session of “{{activity}}” began"],
    },
    "activities.attendance-undone.v1": {
      name: ["撤销签到", "Check-in undone"],
      says: ["一次签到被撤销", "A check-in was taken back"],
    },
    "activities.session-moved.v1": {
      name: ["场次改期", "Session moved"],
      says: ["「{{activity}}」的一场改了时间或地点", "A session of “{{activity}}” was moved"],
    },
    "activities.session-cancelled.v1": {
      name: ["场次取消", "Session cancelled"],
      says: ["「{{activity}}」的一场取消了", "A session of “{{activity}}” was cancelled"],
    },
    "activities.session-ended.v1": {
      name: ["场次提前结束", "Session ended early"],
      says: ["「{{activity}}」的一场提前结束", "A session of “{{activity}}” was ended before its time"],
    },
    "activities.session-edited.v1": {
      name: ["名额调整", "Seats changed"],
      says: ["「{{activity}}」的一场调整了名额", "A session of “{{activity}}” has another number of seats"],
    },
    "activities.activity-edited.v1": {
      name: ["活动修改", "Activity edited"],
      says: ["活动「{{activity}}」有修改", "The activity “{{activity}}” was edited"],
    },
    "activities.need-raised.v1": {
      name: ["提出诉求", "Need raised"],
      says: ["有一项诉求提出", "A need was raised"],
    },
    "activities.need-moved.v1": {
      name: ["诉求进展", "Need moved"],
      says: ["诉求进展：{{need_state}}", "A need moved: {{need_state}}"],
    },
  },
};
