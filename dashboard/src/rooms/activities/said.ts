/** What activities says on every page: its refusals and its events in words. */
import type { Said } from "../../i18n/said";

export const said: Said = {
  codes: {
    "check-in-undone": [
      "这次扫码早于撤销签到；如本人确已到场，请再签到一次。",
      "This scan is from before the check-in was undone. If the person is here, check them in again.",
    ],
    "not-checked-in": ["此人还没有签到。", "This person is not checked in."],
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
