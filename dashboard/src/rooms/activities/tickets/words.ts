/** The words of the tickets on paper. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "打印后剪开，交给报名的人；入场时扫码。",
    "Print, cut, and hand out; they are scanned at the door.",
  ],
  none: ["本场还没有人报名", "No person is registered for this session"],
  ticket: ["{{name}}的门票", "Ticket of {{name}}"],
});
