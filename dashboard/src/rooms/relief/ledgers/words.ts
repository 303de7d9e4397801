/** The words of the funds and their ledgers. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "复式记账，只增不改；更正用冲正，两笔互相指认。",
    "Double entry, append only; corrections are reversals that name each other.",
  ],
  choose: ["选择基金", "Choose a fund"],
  empty: ["还没有基金。", "No funds yet."],
  entries: ["分录（{{count}} 笔）", "Entries ({{count}})"],
  holds: [
    "✓ 已在本机逐笔重算，链条完整，末端摘要 {{head}}…",
    "✓ Recomputed in this browser: the chain holds, its head is {{head}}…",
  ],
  broken: [
    "✗ 重算不一致：第 {{number}} 笔起（0 为末端）。请立即报告审计。",
    "✗ Recomputing differs from entry {{number}} (0: the end). Tell the auditor now.",
  ],
  long: [
    "分录超过 {{most}} 笔，这里列出最近的 {{most}} 笔；整本请下载后用 docs/ledger/verify.py 校验。",
    "More than {{most}} entries: the last {{most}} are listed. Download the whole ledger and check it with docs/ledger/verify.py.",
  ],
  net: ["隐藏互相抵消的冲正", "Hide pairs that cancel out"],
  reverse: ["冲正", "Reverse"],
  reason: ["冲正理由（不要写姓名）", "Why (no names)"],
  reversed: ["已冲正。", "Reversed."],
  reverses: ["冲正第 {{number}} 笔", "Reverses entry {{number}}"],
  reversed_by: ["已被第 {{number}} 笔冲正", "Reversed by entry {{number}}"],
  account: {
    received: ["累计收到", "Received"],
    available: ["可用", "Available"],
    reserved: ["已预留", "Reserved"],
    disbursed: ["已支付", "Disbursed"],
  },
  figure: {
    title: ["数字从哪里来", "Where a figure comes from"],
    choose: ["选择数字", "Choose a figure"],
    rows: ["共 {{count}} 行", "{{count}} rows"],
  },
  emergency: {
    title: ["突发事件", "Emergency"],
    none: ["没有突发事件：每三个月公开一次。", "No emergency: disclosed every three months."],
    lasts: ["持续期间每五日公开一次（慈善法第七十九条）。", "While it lasts, disclosed every five days."],
    kind: ["类别", "Kind"],
    send: ["声明", "Declare"],
    end: ["结束突发事件", "End the emergency"],
    done: ["已办理。", "Done."],
    reason: {
      "natural-disaster": ["自然灾害", "natural disaster"],
      "accident-disaster": ["事故灾难", "accident"],
      "public-health": ["公共卫生事件", "public health"],
      "public-security": ["社会安全事件", "public security"],
    },
  },
  disclosures: {
    title: ["信息公开时限", "Disclosure clock"],
    overdue: ["逾期", "Overdue"],
    last: ["上次公开 {{day}}", "Last {{day}}"],
    never: ["尚未公开", "Never"],
    due: ["应于 {{day}} 前公开", "Due {{day}}"],
    over: ["已公布决算", "Final account told"],
  },
});
