/** Chinese or English; the button speaks the language it leads to. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { speak } from "../i18n";

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other = i18n.language === "en" ? "zh-CN" : "en";
  return (
    <Button
      type="text"
      lang={other}
      data-testid="lang-switch"
      className="lang-switch"
      title={t("language.label")}
      onClick={() => void speak(other)}
    >
      {t("language.other")}
    </Button>
  );
}
