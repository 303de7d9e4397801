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
});
