/** Two languages: Chinese is in the first paint, English is fetched when asked for. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { zh } from "./zh";

export type Language = "zh-CN" | "en";
const KEPT_UNDER = "jiayuan-language";

export function keptLanguage(): Language {
  try {
    return localStorage.getItem(KEPT_UNDER) === "en" ? "en" : "zh-CN";
  } catch {
    return "zh-CN";
  }
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { "zh-CN": { translation: zh } },
    lng: "zh-CN",
    fallbackLng: "zh-CN",
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  await speak(keptLanguage());
}

/** Switch the page to `language`, its `lang` attribute and title with it. */
export async function speak(language: Language): Promise<void> {
  if (language === "en" && !i18next.hasResourceBundle("en", "translation")) {
    const { en } = await import("./en");
    i18next.addResourceBundle("en", "translation", en);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEPT_UNDER, language);
  } catch {
    // A browser that keeps nothing still speaks the language until the tab is closed.
  }
}
