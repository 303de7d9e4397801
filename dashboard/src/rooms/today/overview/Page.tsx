/** Today: the three lines' figures as they move, the trend, what needs a hand. */
import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { overviewQuery } from "../../../api/queries";
import { type Overview, ROOMS } from "../../../api/types";
import { clock, localDay, longDay } from "../../../format/time";
import { Page as Frame } from "../../../kit/Page";
import { useLanguage, useWords } from "../../../kit/words";
import { Failed, Loading } from "../../../parts/states";
import { Announcer } from "./Announcer";
import { Legend } from "./Legend";
import { LineCard } from "./LineCard";
import { NeedsHandCard } from "./NeedsHandCard";
import { place } from "./place";
import { TrendCard } from "./TrendCard";
import "../../../styles/today.css";
import { words } from "./words";

export function Page() {
  const overview = useQuery(overviewQuery);
  if (overview.data) return <TodayBody overview={overview.data} failed={overview.isError} />;
  if (overview.isError) return <Failed error={overview.error} retry={() => void overview.refetch()} />;
  return <TodayLoading />;
}

function TodayLoading() {
  return (
    <Frame place={place}>
      <div className="lines">
        {ROOMS.map((room) => (
          <Loading key={room} />
        ))}
      </div>
    </Frame>
  );
}

function TodayBody({ overview, failed }: { overview: Overview; failed: boolean }) {
  const w = useWords(words);
  const language = useLanguage();
  const time = clock(overview.as_of, language, true);
  return (
    <Frame
      place={place}
      intro={longDay(overview.as_of, language)}
      ways={<p className="hint">{w("as_of", { time })}</p>}
    >
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
    </Frame>
  );
}

function Notices({ overview, failed, time }: { overview: Overview; failed: boolean; time: string }) {
  const w = useWords(words);
  const { lag, lines } = overview;
  return (
    <>
      {failed && <Alert type="warning" showIcon title={w("stale", { time })} />}
      {lines.engagement?.status === "unavailable" && (
        <Alert type="warning" showIcon title={w("engagement_away")} />
      )}
      {lag !== null && lag.events > 0 && (
        <Alert
          type="info"
          showIcon
          title={w("lag", { count: lag.events, seconds: Math.max(1, Math.round(lag.seconds)) })}
        />
      )}
    </>
  );
}
