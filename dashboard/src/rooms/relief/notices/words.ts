/** The words of the public notices. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "公示期内任何人都可以提出异议，不需要登录，也不需要留名。",
    "Anybody may object within the window, without signing in or giving a name.",
  ],
  open: ["公示中", "Open notices"],
  empty: ["目前没有公示。", "No notices at the moment."],
  hidden: ["居委不公布（不足 5 户）", "Neighbourhood not shown (fewer than 5 there)"],
  window: ["{{from}} 至 {{to}}", "{{from}} to {{to}}"],
  object: ["对 {{number}} 提出异议", "Object to {{number}}"],
  text: ["异议内容（至少 10 个字）", "What speaks against it (10 characters or more)"],
  hint: [
    "内容加密保存，只有处理人能看。如需答复请写明联系方式。",
    "Encrypted; only the person who decides can read it. Leave a way to answer if you want one.",
  ],
  send: ["提交异议", "Send"],
  done: ["已收到您的异议，处理前不会支付。", "We have your objection; nothing is paid before it is decided."],
  band: {
    "below-1000": ["1000 元以下", "Below 1,000 yuan"],
    "1000-3000": ["1000–3000 元", "1,000–3,000 yuan"],
    "3000-5000": ["3000–5000 元", "3,000–5,000 yuan"],
    "5000-10000": ["5000–10000 元", "5,000–10,000 yuan"],
    "10000-and-more": ["10000 元及以上", "10,000 yuan and more"],
  },
});
