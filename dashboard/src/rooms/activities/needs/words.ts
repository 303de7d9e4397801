/** The words of needs. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "从提出到解决，每一步都留痕，可重新打开。",
    "From raised to resolved; every step is kept, and a need may come back.",
  ],
  none: ["没有诉求", "No needs"],
  raise: ["登记诉求", "Raise a need"],
  what: ["需要什么", "What is needed"],
  category: ["类别", "Category"],
  from: ["提出方", "Raised by"],
  resident: ["居民", "A resident"],
  raise_submit: ["登记", "Raise"],
  raised: ["已登记", "Raised"],
  matched: ["承接：{{name}}", "Taken care of by {{name}}"],
  partner: ["承接单位", "Who takes care of it"],
  state: {
    raised: ["已提出", "Raised"],
    accepted: ["已受理", "Accepted"],
    matched: ["已对接", "Matched"],
    resolved: ["已解决", "Resolved"],
    reopened: ["重新打开", "Reopened"],
  },
  step: {
    accepted: ["受理", "Accept"],
    matched: ["对接", "Match"],
    resolved: ["办结", "Resolve"],
    reopened: ["重新打开", "Reopen"],
  },
  kind: {
    repair: ["维修", "Repair"],
    "elder-care": ["养老", "Care of the elderly"],
    health: ["健康", "Health"],
    study: ["学习", "Study"],
    childcare: ["托幼", "Childcare"],
    safety: ["安全", "Safety"],
    environment: ["环境", "Environment"],
    other: ["其他", "Other"],
  },
});
