/** The words of samples, and of what corrects a published result. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "接收、检测、复核、公布、更正；复核员不能是检测员本人，更正须两人。",
    "Received, analysed, verified, published, superseded; nobody verifies their own finding.",
  ],
  state: ["状态", "State"],
  none: ["这里现在没有样品。", "No sample is here now."],
  due: ["应于 {{day}} 前公布", "to be published by {{day}}"],
  found: ["记为{{verdict}}", "Record {{verdict}}"],
  verify: ["复核无误", "Verify"],
  publish: ["公布结果", "Publish"],
  laboratory: ["检验机构", "Laboratory"],
  receive: ["接收", "Receive"],
  found_is: ["检测结果：{{verdict}}", "found: {{verdict}}"],
  correction: {
    asked: ["申请更正为{{verdict}}：", "To be corrected to {{verdict}}:"],
    approve: ["同意更正并公布", "Approve and publish"],
    reject: ["不同意", "Turn down"],
    waits: ["等待复核员（另一人）决定。", "Waits for the verifier, another person."],
    title: ["申请更正（笔误）", "Ask for a correction (clerical error)"],
    says: [
      "公布的结果只能由两人更正：检测员写明笔误并申请，复核员同意后公布新版本，旧版本保留。复检结论另行登记。",
      "Two people correct a published result: the analyst says what was mistyped, the verifier approves; the old version stays. A re-test is recorded as such.",
    ],
    ask: ["申请更正为{{verdict}}", "Ask to correct to {{verdict}}"],
    note: ["写明错在哪里（不公开）", "What was mistyped (not published)"],
  },
  returned: {
    title: ["退回重新检测", "Send back"],
    do: ["退回检测员", "Send back to the analyst"],
    why: ["退回理由（留档）", "Why (it stays on file)"],
    is: ["已退回：{{reason}}", "Sent back: {{reason}}"],
  },
  sample_state: {
    taken: ["已抽样", "Taken"],
    received: ["已接收", "Received"],
    analysed: ["已检测", "Analysed"],
    verified: ["已复核", "Verified"],
    published: ["已公布", "Published"],
  },
  publish_sure: [
    "结果随即公开；以后只能更正，原来的一版保留。",
    "The result is public at once; later it can be corrected only, and this version stays.",
  ],
});
