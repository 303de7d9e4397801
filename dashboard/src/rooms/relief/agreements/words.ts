/** The words of agreements. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "协议有期限与版本，签署后不改；认领到期未兑现自动失效，重新开放。",
    "Agreements have terms and versions and stay as signed; a claim not fulfilled in time lapses and is open again.",
  ],
  done: ["已办理。", "Done."],
  expiring: ["即将到期", "Ending soon"],
  none_expiring: ["60 天内没有到期的协议。", "None ends within 60 days."],
  ends: ["{{day}} 到期（{{days}} 天）", "Ends {{day}} ({{days}} days)"],
  renewed: ["已起草续签", "Renewal drafted"],
  not_renewed: ["尚未续签", "Not renewed"],
  agreements: ["共建协议", "Agreements"],
  projects: ["福民项目", "Projects"],
  claimed: ["已认领 {{claimed}} / 需要 {{need}}", "Claimed {{claimed}} of {{need}}"],
  fulfil: ["确认兑现", "Fulfilled"],
  withdraw: ["撤回", "Withdraw"],
  sure: {
    fulfil: ["认领记为已完成，不能再改。", "The claim is recorded as fulfilled and cannot be changed."],
    withdraw: ["认领随即撤回，额度让给别的单位。", "The claim is given back, and others may take it."],
  },
  draft: {
    fold: ["起草协议", "Draft an agreement"],
    title: ["协议名称", "Title"],
    party: ["第 {{place}} 方", "Party {{place}}"],
    more: ["再加一方", "One more party"],
    starts_on: ["开始日期", "Starts on"],
    ends_on: ["结束日期", "Ends on"],
    action: ["提交各方签署", "Put before the parties"],
    done: ["已起草，等待各方签署。", "Drafted; the parties can sign."],
  },
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
  project: {
    fold: ["新设福民项目", "Open a project"],
    title: ["项目名称", "Title"],
    convener: ["召集单位", "Convened by"],
    by_lines: ["按清单认领", "Claimed line by line"],
    need: ["共需金额（元）", "Needed in all (yuan)"],
    line: ["第 {{place}} 项", "Line {{place}}"],
    line_title: ["名称", "What"],
    unit: ["单位", "Unit"],
    needed: ["需要数量", "How many"],
    unit_fen: ["单价（元）", "Price of one (yuan)"],
    more: ["再加一项", "One more line"],
    sure: [
      "项目随即开放认领，名称与清单不能再改。",
      "It is open to claims at once; its title and lines cannot be changed.",
    ],
    action: ["开放认领", "Open to claims"],
    done: ["项目已开放认领。", "The project is open to claims."],
  },
  claim_for: {
    fold: ["代单位登记认领", "Record a claim for an organisation"],
    organisation: ["认领单位", "Organisation"],
    action: ["登记认领", "Record the claim"],
    done: ["认领已登记，还剩 {{left}}。", "The claim is recorded; {{left}} is left."],
  },
});
