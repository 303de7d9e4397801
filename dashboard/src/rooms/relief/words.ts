/** Words of the room that several of its pages use. */
import { pairs } from "../../kit/words";

export const words = pairs({
  yuan: ["{{amount}} 元", "{{amount}} yuan"],
  optional: ["{{label}}（选填）", "{{label}} (optional)"],
  print: ["打印", "Print"],
  download: {
    csv: ["下载 CSV", "CSV"],
    xlsx: ["下载 Excel", "Excel"],
  },
  purpose: {
    "living-hardship": ["生活困难", "Hardship"],
    medical: ["医疗", "Medical"],
    schooling: ["助学", "Schooling"],
    disaster: ["灾害", "Disaster"],
    "festival-visit": ["节日慰问", "Festival visit"],
    general: ["不限用途", "Any purpose"],
    other: ["其他", "Other"],
  },
  kind: {
    donation: ["捐赠", "Donation"],
    reserve: ["预留", "Reserve"],
    void: ["释放预留", "Void"],
    pay: ["支付", "Payment"],
    "donation-reversal": ["捐赠冲正", "Donation reversed"],
    "pay-reversal": ["支付冲正", "Payment reversed"],
    claim: ["认领", "Claim"],
  },
  reason: {
    validation: ["核实材料", "Checking the evidence"],
    decision: ["审批", "Deciding"],
    payment: ["支付", "Paying"],
    objection: ["处理异议", "An objection"],
    audit: ["审计", "Audit"],
    "request-of-the-household": ["家庭本人要求", "The household asked"],
  },
  person: {
    name: ["姓名", "Name"],
    phone: ["手机号", "Mobile"],
    id_number: ["身份证号", "ID number"],
    one: ["手机号与身份证号至少填一项。", "At least one of mobile and ID number."],
  },
  entry: ["第 {{number}} 笔", "entry {{number}}"],
  agreement: {
    version: ["第 {{version}} 版", "version {{version}}"],
    no_term: ["未约定期限", "No term"],
    state: {
      draft: ["待签署", "To be signed"],
      active: ["生效中", "In force"],
      ended: ["已到期", "Ended"],
      terminated: ["已终止", "Terminated"],
    },
  },
  gift: {
    amount: ["捐赠", "Given"],
    available: ["尚未使用", "Available"],
    reserved: ["已预留", "Reserved"],
    disbursed: ["已发放", "Disbursed"],
    reversed: ["已退回", "Taken back"],
    rule: [
      "每一分钱按到账先后使用，四项之和等于捐赠额。",
      "Money is used in the order in which it came; the four add up to what was given.",
    ],
    receipt: ["收据 {{number}} 号", "Receipt {{number}}"],
    no_receipt: ["未开收据", "No receipt"],
  },
  claim: {
    what: ["项目（剩余）", "Project (left)"],
    amount: ["金额（元）", "Amount (yuan)"],
    quantity: ["数量（{{unit}}）", "Quantity ({{unit}})"],
    due_on: ["兑现期限", "To be fulfilled by"],
    due: ["须于 {{day}} 前兑现", "Due {{day}}"],
    state: {
      accepted: ["进行中", "Open"],
      fulfilled: ["已兑现", "Fulfilled"],
      withdrawn: ["已撤回", "Withdrawn"],
      lapsed: ["已失效", "Lapsed"],
    },
  },
  no_projects: ["还没有项目。", "No projects yet."],
  no_agreements: ["还没有协议。", "No agreements yet."],
});
