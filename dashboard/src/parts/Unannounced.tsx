/** Marks a day that was worked out by weekends, because no notice of that year's holidays is known yet. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { calendarQuery } from "../api/activities";

export function UnannouncedTag() {
  const { t } = useTranslation();
  return (
    <span className="tag" title={t("calendar.unannounced_hint")}>
      {t("calendar.unannounced")}
    </span>
  );
}

export function Unannounced({ day }: { day: string | null | undefined }) {
  const calendar = useQuery(calendarQuery);
  if (!day || !calendar.data || day < calendar.data.first_unannounced) return null;
  return <UnannouncedTag />;
}
