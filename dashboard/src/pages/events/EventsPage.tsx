/** Events: the live tail with filters and a pause, and one event opened beside it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../api/client";
import { type EventFilter, eventsPath, eventsQuery, namesQuery } from "../../api/queries";
import type { EventPage, Fact } from "../../api/types";
import type { EventsSearch } from "../../app/router";
import { useMay } from "../../app/session";
import { appendOlder, KEPT } from "../../live/facts";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { EventDrawer } from "./EventDrawer";
import { EventRow } from "./EventRow";
import { Filters } from "./Filters";
import { usePause } from "./usePause";
import "../../styles/events.css";

export function EventsPage() {
  const may = useMay("gateway:events");
  return may ? <EventsBody /> : <Forbidden />;
}

function EventsBody() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as EventsSearch;
  const navigate = useNavigate();
  const filter: EventFilter = {
    room: search.room ?? "",
    type: search.type ?? "",
    subject: search.subject ?? "",
  };
  const change = (next: Partial<EventsSearch>) => {
    const merged = Object.entries({ ...search, ...next }).filter(([, value]) => value);
    void navigate({ to: "/events", search: Object.fromEntries(merged), resetScroll: false });
  };
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("events.title")}</h1>
          <p className="page-day">{t("events.intro")}</p>
        </div>
      </div>
      <Filters filter={filter} change={change} />
      <EventList
        key={JSON.stringify(filter)}
        filter={filter}
        open={(fact) => change({ event: fact.event_id })}
      />
      <EventDrawer
        eventId={search.event}
        close={() => change({ event: "" })}
        narrow={(subject) => change({ event: "", room: "", type: "", subject })}
      />
    </div>
  );
}

function EventList({ filter, open }: { filter: EventFilter; open: (fact: Fact) => void }) {
  const { t } = useTranslation();
  const events = useQuery(eventsQuery(filter));
  const names = useQuery({ ...namesQuery, enabled: useMay("activities:read") });
  const pause = usePause(events.data);
  if (events.isError && !events.data)
    return <Failed inner error={events.error} retry={() => void events.refetch()} />;
  if (!pause.page) return <Loading />;
  const shown = pause.page.events;
  return (
    <section className="card tail" aria-labelledby="tail-title">
      <div className="tail-head">
        <h2 id="tail-title" className="unseen">
          {t("events.list")}
        </h2>
        <span className="hint">{t("events.shown", { count: shown.length })}</span>
        <PauseControls pause={pause} />
      </div>
      {shown.length === 0 ? (
        <div className="empty">
          <strong>{t("events.empty")}</strong>
          {t("events.empty_text")}
        </div>
      ) : (
        <ol className="tail-list">
          {shown.map((fact) => (
            <EventRow key={fact.feed_id} fact={fact} names={names.data ?? {}} open={open} />
          ))}
        </ol>
      )}
      <Older filter={filter} page={pause.page} />
    </section>
  );
}

function PauseControls({ pause }: { pause: ReturnType<typeof usePause> }) {
  const { t } = useTranslation();
  return (
    <div className="tail-pause">
      <span className="hint" role="status">
        {pause.paused &&
          (pause.waiting > 0 ? t("events.waiting", { count: pause.waiting }) : t("events.paused"))}
      </span>
      <Button onClick={pause.toggle} aria-pressed={pause.paused} data-testid="pause">
        {t(pause.paused ? "action.resume" : "action.pause")}
      </Button>
    </div>
  );
}

function Older({ filter, page }: { filter: EventFilter; page: EventPage }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const before = page.next_before;
  if (before === null) return null;
  if (page.events.length >= KEPT) return <p className="hint tail-end">{t("events.cap", { count: KEPT })}</p>;
  const more = async () => {
    setState("busy");
    try {
      const older = await get<EventPage>(eventsPath(filter, before));
      client.setQueryData(eventsQuery(filter).queryKey, (known: EventPage | undefined) =>
        known ? appendOlder(known, older) : older,
      );
      setState("idle");
    } catch {
      setState("failed");
    }
  };
  return (
    <div className="tail-end">
      {state === "failed" && (
        <span className="hint" role="alert">
          {t("state.failed")}
        </span>
      )}
      <Button onClick={() => void more()} loading={state === "busy"}>
        {t("action.older")}
      </Button>
    </div>
  );
}
