/** Today: the three lines' figures as they move, the trend, what needs a hand. */
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { overviewQuery } from "../../api/queries";
import { type Overview, ROOMS } from "../../api/types";
import { useFirstPlace } from "../../app/Navigation";
import { useMay } from "../../app/session";
import { clock, localDay, longDay } from "../../format/time";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Announcer } from "./Announcer";
import { Legend } from "./Legend";
import { LineCard } from "./LineCard";
import { NeedsHandCard } from "./NeedsHandCard";
import { TrendCard } from "./TrendCard";
import "../../styles/today.css";

export function TodayPage() {
  const may = useMay("engagement:read");
  const overview = useQuery({ ...overviewQuery, enabled: may });
  const first = useFirstPlace();
  // Who reads no figures starts where their own work is.
  if (!may) return first ? <Navigate to={first} replace /> : <Forbidden />;
  if (overview.data) return <TodayBody overview={overview.data} failed={overview.isError} />;
  if (overview.isError) return <Failed error={overview.error} retry={() => void overview.refetch()} />;
  return <TodayLoading />;
}

function TodayLoading() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <h1>{t("today.title")}</h1>
      <div className="lines">
        {ROOMS.map((room) => (
          <Loading key={room} />
        ))}
      </div>
    </div>
  );
}

function TodayBody({ overview, failed }: { overview: Overview; failed: boolean }) {
  const { t, i18n } = useTranslation();
  const time = clock(overview.as_of, i18n.language, true);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("today.title")}</h1>
          <p className="page-day">{longDay(overview.as_of, i18n.language)}</p>
        </div>
        <p className="hint">{t("today.as_of", { time })}</p>
      </div>
      <Notices overview={overview} failed={failed} time={time} />
      <div className="lines">
        {ROOMS.map((room) => (
          <LineCard key={room} room={room} overview={overview} />
        ))}
      </div>
      <div className="below">
        <TrendCard trend={overview.trend} today={localDay(overview.as_of)} />
        <NeedsHandCard overview={overview} />
      </div>
      <Legend />
      <Announcer overview={overview} />
    </div>
  );
}

function Notices({ overview, failed, time }: { overview: Overview; failed: boolean; time: string }) {
  const { t } = useTranslation();
  const { lag, lines } = overview;
  return (
    <>
      {failed && <Alert type="warning" showIcon title={t("today.stale", { time })} />}
      {lines.engagement?.status === "unavailable" && (
        <Alert type="warning" showIcon title={t("today.engagement_away")} />
      )}
      {lag !== null && lag.events > 0 && (
        <Alert
          type="info"
          showIcon
          title={t("today.lag", { count: lag.events, seconds: Math.max(1, Math.round(lag.seconds)) })}
        />
      )}
    </>
  );
}
