/** The words of declaring a relation. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "申报与本人或捐赠单位关系密切的人；以后涉及此人的事，由系统要求回避。",
    "Declare people who are close to you or to a donor: what concerns them is then refused to you, or is not paid from that donor's gifts.",
  ],
  declare: ["申报一人", "Declare a person"],
  kept: [
    "只保存识别码，不保存姓名与号码；申报后不能撤回，也不列出。",
    "Only fingerprints are kept, no name and no number; a declaration cannot be taken back and is not listed.",
  ],
  close_to: ["与谁有关", "Close to"],
  self: ["本人", "Me"],
  donor: ["捐赠单位", "A donor"],
  organisation: ["哪个单位", "Which organisation"],
  sure: ["申报后不能撤回。", "A declaration cannot be taken back."],
  action: ["申报", "Declare"],
  done: ["已申报，即时生效。", "Declared; it holds from now on."],
});
