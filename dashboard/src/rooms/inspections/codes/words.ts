/** The words of a batch of paper codes. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  batch: ["{{when}}生成的一批", "Batch of {{when}}"],
  print: ["打印", "Print"],
  back: ["返回轮次", "Back to the rounds"],
  slip: ["{{title}} · 一码一票，{{until}}前有效", "{{title}} · one vote a code, until {{until}}"],
});
