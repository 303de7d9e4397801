/** What activities says on every page: its refusals and its events in words. */
import type { Said } from "../../i18n/said";

export const said: Said = {
  codes: {
    "need-unknown": ["没有这项诉求。", "There is no such need."],
    "need-step-impossible": [
      "诉求当前状态不能这样处理。",
      "The need cannot take this step from where it stands.",
    ],
    "need-already-exists": ["这项诉求已经存在。", "This need exists already."],
  },
  events: {
    "activities.need-raised.v1": {
      name: ["提出诉求", "Need raised"],
      says: ["有一项诉求提出", "A need was raised"],
    },
    "activities.need-moved.v1": {
      name: ["诉求进展", "Need moved"],
      says: ["一项诉求有了进展", "A need came a step further"],
    },
  },
};
