/** Figures as people read them: counts, shares, and money from whole fen without a float in between. */

/** Fen as yuan: "1,234" or "1,234.05", cents only where there are any. */
export function yuan(fen: number, language: string): string {
  const negative = fen < 0;
  const whole = Math.trunc(Math.abs(fen) / 100);
  const cents = Math.abs(fen) % 100;
  const text = new Intl.NumberFormat(language).format(whole);
  const sign = negative ? "-" : "";
  return cents === 0 ? `${sign}${text}` : `${sign}${text}.${String(cents).padStart(2, "0")}`;
}

export function count(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** A share as percent with one decimal at most; a dash where there is no denominator. */
export function share(value: number | null | undefined, language: string): string {
  if (value === null || value === undefined) return "—";
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(value);
}
