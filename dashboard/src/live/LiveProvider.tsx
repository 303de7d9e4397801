/** Opens the tab's one stream once the newest events are known, and closes it when the user leaves. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { ALL_EVENTS, eventsQuery } from "../api/queries";
import { type LiveState, LiveStream } from "./stream";

const StreamContext = createContext<LiveStream | null>(null);

export function LiveProvider({ enabled, children }: { enabled: boolean; children: ReactNode }) {
  const client = useQueryClient();
  const [stream, setStream] = useState<LiveStream | null>(null);

  useEffect(() => {
    if (!enabled) return;
    const opened = new LiveStream(client);
    let left = false;
    setStream(opened);
    client
      .fetchQuery(eventsQuery(ALL_EVENTS))
      .then((page) => page.events[0]?.feed_id ?? 0)
      .catch(() => null)
      .then((after) => {
        if (!left) opened.start(after);
      });
    return () => {
      left = true;
      opened.stop();
      setStream(null);
    };
  }, [client, enabled]);

  return <StreamContext value={stream}>{children}</StreamContext>;
}

const never = () => () => undefined;

/** How the stream stands; null where this user has none. */
export function useLiveState(): LiveState | null {
  const stream = useContext(StreamContext);
  return useSyncExternalStore<LiveState | null>(
    stream?.subscribe ?? never,
    stream ? stream.snapshot : () => null,
  );
}
