/** Public numbers as they are typed: "2, 5 12 / 6" → those of each source, as they are written. */
export function numbersOf(typed: string): string[][] {
  return typed.split("/").map((source) => source.split(/[\s,，、]+/).filter((number) => number !== ""));
}
