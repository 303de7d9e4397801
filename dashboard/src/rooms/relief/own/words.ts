/** The words of a partner's own page. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "{{name}}：协议、认领与捐赠的去向。",
    "{{name}}: agreements, claims, and what became of our gifts.",
  ],
  done: ["已提交。", "Sent."],
  statement: ["捐赠去向", "What became of our gifts"],
  claim: ["认领福民项目", "Claim a project"],
  send: ["认领", "Claim"],
  nothing: ["目前没有可认领的项目。", "Nothing is open to claims."],
  agreements: ["共建协议", "Agreements"],
  sign: ["代表本单位签署", "Sign for us"],
  sure_sign: [
    "签署后协议对本单位生效，不能撤回。",
    "Your signature binds your organisation and cannot be taken back.",
  ],
});
