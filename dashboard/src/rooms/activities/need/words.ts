/** The words of one need. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  category: ["类别", "Category"],
  from: ["提出方", "Raised by"],
  raised: ["提出时间", "Raised at"],
  cared_for: ["承接单位", "Taken care of by"],
  steps: ["办理记录", "Steps"],
  step_to: ["状态", "State"],
  at: ["时间", "When"],
  note: ["说明", "Note"],
  note_of: ["说明：做了什么（不要写姓名，可不填）", "Note: what was done (no names, may be left empty)"],
  partner: ["承接单位", "Who takes care of it"],
  step: {
    accepted: ["受理", "Accept"],
    matched: ["对接", "Match"],
    resolved: ["办结", "Resolve"],
    reopened: ["重新打开", "Reopen"],
  },
  choose: ["请选择", "Choose"],
  done: ["已办理。", "Done."],
  not_now: ["诉求的状态是「{{state}}」", "the need is {{state}}"],
});
