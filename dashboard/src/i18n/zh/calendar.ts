/** The mark of a day that no notice covers yet. */
export const calendar = {
  unannounced: "尚未公布",
  unannounced_hint: "这一年的放假安排尚未公布，暂按周一至周五推算。",
};
