/** Light or dark; the button shows the one it leads to. */
import { MoonOutlined, SunOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { choose, useMode } from "../app/mode";

export function ModeSwitch() {
  const { t } = useTranslation();
  const other = useMode() === "dark" ? "light" : "dark";
  return (
    <Button
      type="text"
      data-testid="mode-switch"
      className="mode-switch"
      aria-label={t(`mode.${other}`)}
      title={t(`mode.${other}`)}
      icon={other === "dark" ? <MoonOutlined /> : <SunOutlined />}
      onClick={() => choose(other)}
    />
  );
}
