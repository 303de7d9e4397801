/** The words of the public site's first page. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "不用登录就能看到的：身边的活动和驿站、你点我检的结果、帮困款项的去向。",
    "What you can see without an account: activities and stations near you, inspection results, where relief money went.",
  ],
});
