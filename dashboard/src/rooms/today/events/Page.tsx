/** Events: the live tail with filters and a pause, and one event opened beside it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { get } from "../../../api/client";
import { type EventFilter, eventsPath, eventsQuery, namesQuery } from "../../../api/queries";
import type { EventPage, Fact } from "../../../api/types";
import { useMay } from "../../../app/session";
import { Page as Frame } from "../../../kit/Page";
import { useAddress, useGo } from "../../../kit/To";
import { useShared, useWords } from "../../../kit/words";
import { appendOlder, KEPT } from "../../../live/facts";
import { Failed, Loading } from "../../../parts/states";
import { EventDrawer } from "./EventDrawer";
import { EventRow } from "./EventRow";
import { Filters } from "./Filters";
import { type EventsSearch, place } from "./place";
import { usePause } from "./usePause";
import "../../../styles/events.css";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const search = useAddress(place);
  const go = useGo();
  const filter: EventFilter = {
    room: search.room ?? "",
    type: search.type ?? "",
    subject: search.subject ?? "",
  };
  const change = (next: Partial<EventsSearch>) => {
    const merged = Object.entries({ ...search, ...next }).filter(([, value]) => value);
    go(place, { search: Object.fromEntries(merged), resetScroll: false });
  };
  return (
    <Frame place={place} intro={w("intro")}>
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
    </Frame>
  );
}

function EventList({ filter, open }: { filter: EventFilter; open: (fact: Fact) => void }) {
  const w = useWords(words);
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
          {w("list")}
        </h2>
        <span className="hint">{w("shown", { count: shown.length })}</span>
        <PauseControls pause={pause} />
      </div>
      {shown.length === 0 ? (
        <div className="empty">
          <strong>{w("empty")}</strong>
          {w("empty_text")}
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
  const w = useWords(words);
  const t = useShared();
  return (
    <div className="tail-pause">
      <span className="hint" role="status">
        {pause.paused && (pause.waiting > 0 ? w("waiting", { count: pause.waiting }) : w("paused"))}
      </span>
      <Button onClick={pause.toggle} aria-pressed={pause.paused} data-testid="pause">
        {t(pause.paused ? "action.resume" : "action.pause")}
      </Button>
    </div>
  );
}

function Older({ filter, page }: { filter: EventFilter; page: EventPage }) {
  const w = useWords(words);
  const t = useShared();
  const client = useQueryClient();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const before = page.next_before;
  if (before === null) return null;
  if (page.events.length >= KEPT) return <p className="hint tail-end">{w("cap", { count: KEPT })}</p>;
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
