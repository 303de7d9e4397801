/** The words of asking for money and opening a case. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "申请即预留资金；复核与支付由另外的人完成。",
    "What is requested is reserved at once; others approve and pay.",
  ],
  money: ["申请拨付", "Request a disbursement"],
  fund: ["基金（用途 · 可用）", "Fund (purpose · available)"],
  amount: ["金额（元）", "Amount (yuan)"],
  amount_hint: [
    "5000 元起须两人复核；同一人或同一家庭 30 天内的多笔合并计算。",
    "From 5,000 yuan two people approve; several for one person or household within 30 days count as one.",
  ],
  purpose: ["用途", "Purpose"],
  for_case: ["按已批准的个案发放", "For an approved case"],
  case: ["个案（剩余额度）", "Case (left of its grant)"],
  member: ["发给", "Paid to"],
  member_hint: ["第几位成员见个案资料。", "The case's file says which member is which."],
  send: ["提交申请", "Send"],
  done: ["已申请并预留，等待一人复核。", "Requested and reserved; one person is to approve."],
  done_two: ["已申请并预留，须两人复核。", "Requested and reserved; two people are to approve."],
  done_split: [
    "已申请并预留。与近期同一对象的申请合并达到限额，须两人复核并已标记。",
    "Requested and reserved. With others for the same person or household it reaches the threshold: two approvals, and flagged.",
  ],
  household: {
    open: ["困难家庭建档", "Open a household's case"],
    neighbourhood: ["所在居委", "Neighbourhood"],
    member: ["第 {{place}} 位成员", "Member {{place}}"],
    more: ["再加一位成员", "One more member"],
    need: ["困难情况", "What is needed"],
    sealed: [
      "姓名、证件与困难情况加密保存，查看须说明理由并留痕。",
      "Names, numbers and the story are encrypted; reading them needs a reason and is logged.",
    ],
    evidence: ["证明材料（每行一项）", "Evidence (one a line)"],
    monthly: ["每月金额（元）", "A month (yuan)"],
    months: ["月数", "Months"],
    send: ["提交建档", "Open the case"],
    done: ["已建档：{{number}}。", "Opened: {{number}}."],
    done_duplicates: [
      "已建档：{{number}}。另有 {{duplicates}} 个个案含相同成员，合并计算上限。",
      "Opened: {{number}}. {{duplicates}} other cases share members; one cap holds for all.",
    ],
  },
});
