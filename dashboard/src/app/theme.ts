/** Ant Design's tokens from the product's own colours: calm teal, every text at WCAG AA on its own ground. */
import { theme as ant, type ThemeConfig } from "antd";
import { type Mode, paletteOf } from "./palette";

const FONT =
  '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", ' +
  '"Noto Sans SC Variable", system-ui, sans-serif';

const MADE = { light: themeOf("light"), dark: themeOf("dark") };

export function theme(mode: Mode): ThemeConfig {
  return MADE[mode];
}

function themeOf(mode: Mode): ThemeConfig {
  const colours = coloured(mode);
  return {
    // The algorithm makes colours of its own from seeds (colorPrimary and the states), so they are set again behind it.
    algorithm: [
      mode === "dark" ? ant.darkAlgorithm : ant.defaultAlgorithm,
      (_seed, made) => ({ ...made, ...colours }) as NonNullable<typeof made>,
    ],
    token: {
      ...colours,
      fontFamily: FONT,
      fontSize: 15,
      borderRadius: 8,
      controlHeight: 40,
      controlOutlineWidth: 3,
    },
    components: { Drawer: { paddingLG: 20 } },
  };
}

function coloured(mode: Mode): NonNullable<ThemeConfig["token"]> {
  const of = paletteOf(mode);
  const colour = (name: string): string => {
    const found = of[name];
    if (!found) throw new Error(`styles/tokens.css has no --${name}`);
    return found;
  };
  const states = { Success: "good", Warning: "warn", Error: "bad", Info: "note" };
  // Grounds and edges that the library makes from these seeds would come out muddy.
  const grounds = Object.entries(states).flatMap(([state, name]) => [
    [`color${state}`, colour(name)],
    [`color${state}Bg`, colour(`${name}-ground`)],
    [`color${state}Border`, colour(`${name}-edge`)],
  ]);
  return {
    ...Object.fromEntries(grounds),
    colorPrimary: colour("teal"),
    // Hovered text moves away from the ground, not towards it: the other way falls below 4.5:1.
    colorPrimaryHover: colour("teal-strong"),
    colorPrimaryActive: colour("teal-deep"),
    colorLink: colour("teal"),
    colorLinkHover: colour("teal-strong"),
    colorLinkActive: colour("teal-deep"),
    colorText: colour("ink"),
    colorTextSecondary: colour("ink-soft"),
    colorTextTertiary: colour("ink-soft"),
    colorTextDescription: colour("ink-soft"),
    // The library's placeholder and disabled greys are near 2:1.
    colorTextPlaceholder: colour("ink-faint"),
    colorTextQuaternary: colour("ink-faint"),
    colorTextDisabled: colour("ink-faint"),
    // On a filled button, and in a tooltip, whose ground is then the ink.
    colorTextLightSolid: colour("on-fill"),
    colorBgSpotlight: colour(mode === "dark" ? "ink" : "teal-deep"),
    colorBorder: colour("edge"),
    colorBorderSecondary: colour("line"),
    colorBgLayout: colour("ground"),
    colorBgContainer: colour("card"),
    colorBgElevated: colour("raised"),
  };
}
