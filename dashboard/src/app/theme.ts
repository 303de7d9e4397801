/** Ant Design's tokens for this house: calm teal, and every text colour at WCAG AA on its own ground. */
import type { ThemeConfig } from "antd";

const FONT =
  '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", ' +
  '"Noto Sans SC Variable", system-ui, sans-serif';

export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#0b6170",
    // Hovered text gets darker, not paler: a paler teal falls below 4.5:1.
    colorPrimaryHover: "#084853",
    colorPrimaryActive: "#06363f",
    colorLink: "#0b6170",
    colorLinkHover: "#084853",
    colorLinkActive: "#06363f",
    colorInfo: "#0b6170",
    colorSuccess: "#1e6b3c",
    colorWarning: "#8a5200",
    colorError: "#b3261e",
    // Grounds and edges made from these dark seeds would come out muddy.
    colorSuccessBg: "#eef7f1",
    colorSuccessBorder: "#a9cdb6",
    colorWarningBg: "#fdf7e8",
    colorWarningBorder: "#e0c48e",
    colorErrorBg: "#fdf1f0",
    colorErrorBorder: "#e5b3af",
    colorInfoBg: "#eef7f8",
    colorInfoBorder: "#a7cdd3",
    colorText: "#1c282c",
    colorTextSecondary: "#4a585e",
    colorTextTertiary: "#55646a",
    colorTextDescription: "#55646a",
    // Ant's placeholder and disabled greys are near 2:1; these hold 4.5:1 on white.
    colorTextPlaceholder: "#667378",
    colorTextQuaternary: "#667378",
    colorTextDisabled: "#667378",
    colorBorder: "#87959a",
    colorBorderSecondary: "#dde4e5",
    colorBgLayout: "#f4f7f7",
    fontFamily: FONT,
    fontSize: 15,
    borderRadius: 8,
    controlHeight: 40,
    controlOutlineWidth: 3,
  },
  components: {
    Drawer: { paddingLG: 20 },
  },
};
