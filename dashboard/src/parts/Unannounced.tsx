/** Marks a day that was worked out by weekends, because no notice of that year's holidays is known yet. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { query } from "../kit/read";

export function UnannouncedTag() {
  const { t } = useTranslation();
  return (
    <span className="tag" title={t("calendar.unannounced_hint")}>
      {t("calendar.unannounced")}
    </span>
  );
}

export function Unannounced({ day }: { day: string | null | undefined }) {
  // Read by every page that shows a day worked out by the calendar; it changes once a year.
  const calendar = useQuery({ ...query("/api/activities/public/working-calendar"), staleTime: 300_000 });
  if (!day || !calendar.data || day < calendar.data.first_unannounced) return null;
  return <UnannouncedTag />;
}
