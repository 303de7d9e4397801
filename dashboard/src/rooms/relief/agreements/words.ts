/** The words of agreements. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  claimed: ["已认领 {{claimed}} / 需要 {{need}}", "Claimed {{claimed}} of {{need}}"],
  draft: {
    fold: ["起草协议", "Draft an agreement"],
    title: ["协议名称", "Title"],
    party: ["第 {{place}} 方", "Party {{place}}"],
    more: ["再加一方", "One more party"],
    starts_on: ["开始日期", "Starts on"],
    ends_on: ["结束日期", "Ends on"],
    action: ["提交各方签署", "Put before the parties"],
  },
  intro: [
    "协议有期限与版本，签署后不改；认领到期未兑现自动失效，重新开放。",
    "Agreements have terms and versions and stay as signed; a claim not fulfilled in time lapses and is open again.",
  ],
  expiring: ["即将到期", "Ending soon"],
  none_expiring: ["60 天内没有到期的协议。", "None ends within 60 days."],
  ends: ["{{day}} 到期（{{days}} 天）", "Ends {{day}} ({{days}} days)"],
  renewed: ["已起草续签", "Renewal drafted"],
  not_renewed: ["尚未续签", "Not renewed"],
  agreements: ["共建协议", "Agreements"],
  projects: ["福民项目", "Projects"],
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
  },
});
