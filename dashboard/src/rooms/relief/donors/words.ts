/** The words of donations, their receipts and what became of them. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "每笔捐赠开一张收据，号码连续；作废的收据保留。",
    "Every donation gets a receipt; the numbers have no gap, and a voided receipt stays.",
  ],
  statement: ["捐赠去向", "What became of the gifts"],
  donor: ["捐赠单位", "Donor"],
  none: ["还没有捐赠。", "No donations yet."],
  issue: ["开具收据", "Issue a receipt"],
  issued: ["已开具收据 {{number}} 号，{{amount}}。", "Receipt {{number}} is issued: {{amount}}."],
  receipts: ["收据", "Receipts"],
  no_receipts: ["还没有收据。", "No receipts yet."],
  number: ["号码", "Number"],
  amount: ["金额", "Amount"],
  issued_on: ["开具日期", "Issued on"],
  state: ["状态", "State"],
  valid: ["有效", "Valid"],
  voided: ["{{day}} 作废：{{reason}}", "Voided on {{day}}: {{reason}}"],
  because_reversed: ["捐赠已冲正", "the donation was reversed"],
  void: {
    fold: ["作废收据", "Void a receipt"],
    receipt: ["收据", "Receipt"],
    one: ["{{number}} 号 · {{name}} · {{amount}}", "{{number}} · {{name}} · {{amount}}"],
    reason: ["作废理由", "Why"],
    sure: [
      "作废后不能恢复；捐赠可以另开收据。",
      "It cannot be made valid again; the donation may get another receipt.",
    ],
    action: ["作废", "Void"],
    done: ["收据 {{number}} 号已作废。", "Receipt {{number}} is voided."],
  },
});
