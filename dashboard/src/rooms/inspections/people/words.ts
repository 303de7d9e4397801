/** The words of inspectors, their conflicts, and laboratories. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "检查员用本人账号登记；有利害关系的单位抽不到他。复检机构从这份名录里抽定。",
    "Inspectors enrol with their own accounts and are never drawn for a business that they are tied to. The second laboratory is drawn from this list.",
  ],
  inspectors: ["检查员", "Inspectors"],
  no_inspectors: ["还没有检查员登记。", "No inspector has enrolled yet."],
  name: ["姓名", "Name"],
  conflicts: ["应回避的单位", "Never drawn for"],
  state: ["状态", "State"],
  active: ["可抽", "can be drawn"],
  inactive: ["停用", "not active"],
  declare: ["登记回避", "Declare a conflict"],
  declare_sure: ["回避登记后不能在这里取消。", "A declared conflict cannot be taken back here."],
  inspector: ["检查员", "Inspector"],
  reason: ["关系", "Tie"],
  ties: {
    family: ["亲属", "Family"],
    ownership: ["持股或经营", "Ownership"],
    "former-employer": ["曾任职", "Former employer"],
    other: ["其他", "Other"],
  },
  declared: ["回避已登记", "The conflict is declared"],
  laboratories: ["检验机构", "Laboratories"],
  no_laboratories: ["还没有检验机构。", "No laboratories yet."],
  laboratory: ["机构名称", "Name of the laboratory"],
  term: ["在名录的期间", "On the list"],
  from: ["起始日", "From"],
  to: ["终止日（可空）", "Until (may stay empty)"],
  open_end: ["长期", "open"],
  source: ["来源", "Source"],
  register: ["登记检验机构", "Register a laboratory"],
  registered: ["检验机构已登记", "The laboratory is registered"],
});
