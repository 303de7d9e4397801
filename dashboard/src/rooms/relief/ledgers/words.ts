/** The words of the funds' list and of what stands beside it. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "复式记账，只增不改；更正用冲正，两笔互相指认。",
    "Double entry, append only; corrections are reversals that name each other.",
  ],
  funds: ["基金", "Funds"],
  find: ["基金名称", "Name of the fund"],
  purpose: ["用途", "Purpose"],
  keeper: ["管理单位", "Kept by"],
  received: ["累计收到", "Received"],
  available: ["可用", "Available"],
  disbursed: ["已支付", "Disbursed"],
  state: ["状态", "State"],
  is_open: ["存续", "Open"],
  is_closed: ["已关闭", "Closed"],
  emergency: ["突发事件", "Emergency"],
  empty: ["还没有基金。", "No funds yet."],
  figure: {
    title: ["数字从哪里来", "Where a figure comes from"],
    choose: ["选择数字", "Choose a figure"],
    rows: ["共 {{count}} 行", "{{count}} rows"],
  },
  disclosures: {
    title: ["信息公开时限", "Disclosure clock"],
    overdue: ["逾期", "Overdue"],
    last: ["上次公开 {{day}}", "Last disclosed {{day}}"],
    never: ["尚未公开", "Not disclosed yet"],
    due: ["应于 {{day}} 前公开", "Due {{day}}"],
    over: ["已公布决算", "Final account published"],
  },
  open: {
    fold: ["新设基金", "Open a fund"],
    title: ["基金名称", "Name of the fund"],
    purpose: ["用途", "Purpose"],
    keeper: ["管理单位", "Kept by"],
    emergency: ["因突发事件设立", "Opened because of an emergency"],
    no_emergency: ["否", "No"],
    action: ["设立基金", "Open the fund"],
  },
});
