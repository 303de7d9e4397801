/** The words of one project and the claims on it. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  done: ["已办理。", "Done."],
  fulfil: ["确认兑现", "Fulfilled"],
  withdraw: ["撤回", "Withdraw"],
  sure: {
    fulfil: ["认领记为已完成，不能再改。", "The claim is recorded as fulfilled and cannot be changed."],
    withdraw: ["认领随即撤回，额度让给别的单位。", "The claim is given back, and others may take it."],
  },
  claim_for: {
    fold: ["代单位登记认领", "Record a claim for an organisation"],
    organisation: ["认领单位", "Organisation"],
    action: ["登记认领", "Record the claim"],
    done: ["认领已登记，还剩 {{left}}。", "The claim is recorded; {{left}} is left."],
  },
  need: ["共需", "Needed"],
  claimed: ["已认领", "Claimed"],
  left: ["尚待认领", "Left to claim"],
  convener: ["召集单位", "Convened by"],
  opened: ["开放日期", "Opened on"],
  is_open: ["可认领", "Open to claims"],
  is_full: ["已认满", "Fully claimed"],
  full: ["项目已认满", "the project is fully claimed"],
  lines: ["清单", "Lines"],
  what: ["名称", "What"],
  of_needed: ["已认领 / 需要", "Claimed of needed"],
  price: ["单价", "Price of one"],
  claims: ["认领", "Claims"],
  no_claims: ["还没有单位认领。", "Nothing is claimed yet."],
  by: ["单位", "Organisation"],
  amount: ["金额", "Amount"],
  due: ["兑现期限", "Due"],
  state: ["状态", "State"],
  acts: ["办理", "Acts"],
});
