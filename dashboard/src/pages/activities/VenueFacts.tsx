/** What is known of a venue, and what is not: hours and amenities, each with its age. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Venue } from "../../api/activities";
import { longDay } from "../../format/time";
import { UnannouncedTag } from "../../parts/Unannounced";

const short = (time: string) => time.slice(0, 5);

export function Opening({ venue }: { venue: Venue }) {
  const { t } = useTranslation();
  const today = venue.today?.map(({ opens, closes }) => `${short(opens)}–${short(closes)}`).join("，");
  const state = venue.open_now === null ? "unknown" : venue.open_now ? "open" : "closed";
  const longer = venue.exceptions.find(({ kind }) => kind === "extended-hours");
  const closure = venue.exceptions.find(({ kind }) => kind === "closure");
  return (
    <p className="opening">
      <span className={`tag opening-${state}`}>{t(`venues.state.${state}`)}</span>{" "}
      {today ? t("venues.today", { hours: today }) : venue.today && t("venues.closed_today")}
      {today && !venue.calendar_announced && (
        <>
          {" "}
          <UnannouncedTag />
        </>
      )}
      {longer && <span className="soft"> · {t("venues.longer", { until: short(longer.closes ?? "") })}</span>}
      {closure && (
        <span className="soft">
          {" "}
          · {t("venues.closure", { from: closure.from_day, to: closure.to_day, reason: closure.reason })}
        </span>
      )}
    </p>
  );
}

interface AmenitiesProps {
  venue: Venue;
  /** Absent on public pages. */
  found?: (amenity: string, state: "working" | "faulty") => void;
}

export function Amenities({ venue, found }: AmenitiesProps) {
  const { t, i18n } = useTranslation();
  if (venue.amenities.length === 0) return <p className="soft">{t("venues.no_amenities")}</p>;
  return (
    <ul className="amenities">
      {venue.amenities.map(({ kind, state, checked_at }) => (
        <li key={kind}>
          <span>
            {t(`amenity.${kind}`, { defaultValue: kind })}{" "}
            <span className={`tag amenity-${state}`}>{t(`amenity_state.${state}`)}</span>
            <span className="soft amenity-age">
              {checked_at
                ? t("venues.checked", { day: longDay(checked_at, i18n.language) })
                : t("venues.never_checked")}
            </span>
          </span>
          {found && (
            <span className="amenity-acts">
              <Button
                size="small"
                onClick={() => found(kind, "working")}
                aria-label={`${t(`amenity.${kind}`)} ${t("amenity_state.working")}`}
              >
                {t("amenity_state.working")}
              </Button>
              <Button
                size="small"
                onClick={() => found(kind, "faulty")}
                aria-label={`${t(`amenity.${kind}`)} ${t("amenity_state.faulty")}`}
              >
                {t("amenity_state.faulty")}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
