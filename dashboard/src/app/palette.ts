/** The colours of styles/tokens.css for what cannot read CSS variables: the component library and the charts. */
import tokens from "../styles/tokens.css?raw";

export type Mode = "light" | "dark";
export type Palette = Readonly<Record<string, string>>;

const PAIR = /--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;

/** Every colour by its name in tokens.css, without the dashes. */
export function paletteOf(mode: Mode): Palette {
  const at = mode === "light" ? 2 : 3;
  return Object.fromEntries([...tokens.matchAll(PAIR)].map((pair) => [pair[1], pair[at]]));
}
