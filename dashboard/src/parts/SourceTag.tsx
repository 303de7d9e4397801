/** Where a fact comes from: printed in the newspaper, invented for the demo, or entered here. */
import { useTranslation } from "react-i18next";

const KNOWN = new Set(["press-2021-07", "public-register", "demo", "simulated", "operator"]);

export function SourceTag({ source }: { source: unknown }) {
  const { t } = useTranslation();
  if (typeof source !== "string") return null;
  const kind = KNOWN.has(source) ? source : "other";
  return <span className={`tag tag-${kind}`}>{t(`source.${source}`, { defaultValue: source })}</span>;
}
