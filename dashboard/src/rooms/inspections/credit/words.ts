/** The words of a credit file. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  listed: [
    "只在其他登记册中列出，本街道不检查。",
    "Only listed by another register: this district does not inspect it.",
  ],
  awaiting: [
    "还没有公布过检验结果：等待检验，不代表好或坏。",
    "No published result yet: awaited, neither good nor bad.",
  ],
  age: ["最近一次结果公布于 {{count}} 天前", "The last result was published {{count}} days ago"],
  pending: ["{{count}} 份样品等待结果", "{{count}} samples await their results"],
  results: ["检验结果", "Results"],
  results_empty: ["还没有公布的结果，不等于合格。", "No result yet, which is not the same as qualified."],
  opened: ["{{when}}立案", "opened {{when}}"],
});
