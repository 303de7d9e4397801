/** The mark of a day that no notice covers yet. */
export const calendar = {
  unannounced: "not announced yet",
  unannounced_hint: "No notice of this year's holidays is known: worked out Monday to Friday for now.",
};
