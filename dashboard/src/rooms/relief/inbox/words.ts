/** The words of what waits for somebody. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "经办、复核、支付由三个人完成；能做的有按钮，不能做的写明原因。",
    "Three people ask, approve and pay. What you may do has a button; what you may not has its reason.",
  ],
  open: ["未了结的拨付", "Open disbursements"],
  empty: ["没有等待处理的拨付。", "Nothing waits."],
  approve: ["复核通过", "Approve"],
  reject: ["退回", "Give back"],
  pay: ["支付", "Pay"],
  done: {
    approve: ["已复核。", "Approved."],
    reject: ["已退回，预留已释放。", "Given back; the reserve is free."],
    pay: ["已支付。", "Paid."],
  },
  split: ["疑似拆分，需两人复核", "Looks split: two approvals"],
  case: ["个案 {{number}}", "Case {{number}}"],
  requested: ["{{day}} 申请", "Requested {{day}}"],
  expires: ["预留至 {{day}}", "Reserved until {{day}}"],
  approvals: ["复核 {{given}}/{{needed}} 人", "{{given}} of {{needed}} approvals"],
  own: ["您经办", "Yours"],
  state: {
    requested: ["待复核", "Requested"],
    approved: ["待支付", "Approved"],
    rejected: ["已退回", "Rejected"],
    expired: ["已到期", "Expired"],
    paid: ["已支付", "Paid"],
    reversed: ["已冲正", "Reversed"],
  },
  sure_reject: [
    "{{amount}} 的预留会释放，要用须重新申请。",
    "The reserved {{amount}} is released; it has to be requested anew.",
  ],
});
