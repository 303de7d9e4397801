/** The check digit of a citizen's identification number (GB 11643, ISO 7064 MOD 11-2). */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const DIGITS = "10X98765432";

export type IdNumberFlaw = "shape" | "check-digit";

/** What is wrong with `text`, or null. Nothing typed here is kept or logged. */
export function idNumberFlaw(text: string): IdNumberFlaw | null {
  if (!/^[0-9]{17}[0-9Xx]$/.test(text)) return "shape";
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return DIGITS[sum % 11] === text[17]?.toUpperCase() ? null : "check-digit";
}
