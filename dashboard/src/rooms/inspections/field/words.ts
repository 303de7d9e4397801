/** The words of an inspector's places. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "抽给我的单位，到场后登记样品。",
    "The places that were drawn for me; record the sample on the spot.",
  ],
  none: ["现在没有抽给您的单位。", "No place is drawn for you now."],
  enrol: ["登记为检查员", "Enrol as an inspector"],
  enrol_text: [
    "还没有登记过的检查员，在这里用本人账号登记，之后才能被抽中。",
    "Who has not enrolled yet does so here with their own account; only then can they be drawn.",
  ],
  sampled: ["已抽样", "Sampled"],
  not_yet: ["轮次还没有进入抽样阶段。", "The round is not being sampled yet."],
  take: ["登记样品", "Take a sample"],
  again: ["再取一份", "Take another"],
  what: ["哪类食品", "What kind of food"],
  name: ["姓名", "Name"],
});
