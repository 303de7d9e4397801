/** The words of one sample. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  business: ["单位", "Business"],
  round: ["轮次", "Round"],
  category: ["品类", "Category"],
  taken: ["采样", "Taken"],
  drawn: ["抽签产生", "By the draw"],
  yes: ["是", "yes"],
  no: ["否", "no"],
  laboratory: ["检验机构", "Laboratory"],
  due: ["应于此日前公布", "To be published by"],
  items: ["检测项目与结果", "What was tested"],
  none: ["还没有检测结果。", "Nothing was found yet."],
  draw: ["核对抽签", "Check the draw"],
  credit: ["信用档案", "Credit file"],
});
