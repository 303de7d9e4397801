/** The words of one agreement. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  done: ["已办理。", "Done."],
  renew: {
    fold: ["续签", "Renew"],
    action: ["起草下一版", "Draft the next version"],
    done: ["下一版已起草，等待各方签署。", "The next version is drafted; the parties can sign."],
  },
  sign_for: ["代 {{name}} 签署", "Sign for {{name}}"],
  sure_sign: [
    "见到签字原件方可代签；签署后不能撤回。",
    "Only with the signed paper at hand; a signature cannot be taken back.",
  ],
  terminate: {
    fold: ["终止", "Terminate"],
    reason: ["终止理由", "Why"],
    sure: [
      "协议随即终止，各方会收到通知，不能恢复。",
      "The agreement ends at once, its parties are notified, and it cannot be restored.",
    ],
    action: ["终止协议", "Terminate the agreement"],
    done: ["协议已终止。", "The agreement is terminated."],
  },
  term: ["期限", "Term"],
  version: ["版本", "Version"],
  of_version: ["第 {{version}} 版", "version {{version}}"],
  drafted: ["起草日期", "Drafted on"],
  activated: ["生效日期", "In force since"],
  ended: ["结束日期", "Ended on"],
  reason: ["终止理由", "Why it ended"],
  before: ["上一版", "The version before"],
  open_before: ["查看上一版", "Open the version before"],
  parties: ["签署各方", "Parties"],
  party: ["单位", "Organisation"],
  signed: ["签署日期", "Signed on"],
  unsigned: ["尚未签署", "Not signed yet"],
  over: ["协议已结束", "the agreement is over"],
  is_signed: ["各方均已签署", "every party has signed"],
  not_in_force: ["协议尚未生效", "the agreement is not in force yet"],
  sign: ["代单位签署", "Sign for a party"],
});
