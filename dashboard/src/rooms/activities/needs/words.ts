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
  list: ["全部诉求", "All needs"],
  raised_on: ["提出日期", "Raised on"],
  stands: ["状态", "State"],
  resident: ["居民", "A resident"],
  raise_submit: ["登记", "Raise"],
  state: {
    raised: ["已提出", "Raised"],
    accepted: ["已受理", "Accepted"],
    matched: ["已对接", "Matched"],
    resolved: ["已解决", "Resolved"],
    reopened: ["重新打开", "Reopened"],
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
