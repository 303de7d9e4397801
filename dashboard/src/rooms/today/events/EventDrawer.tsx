/** One event opened: its sentence, every field of its envelope, its data as JSON. */
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { eventQuery, namesQuery } from "../../../api/queries";
import type { FactDetail } from "../../../api/types";
import { useMay } from "../../../app/session";
import { stamp } from "../../../format/time";
import { sentence } from "../../../i18n/sentence";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { Failed, Loading } from "../../../parts/states";
import { words } from "./words";

interface EventDrawerProps {
  eventId: string | undefined;
  close: () => void;
  narrow: (subject: string) => void;
}

/** Not document.body: the drawer's scroll lock there would need a style element without the page's nonce. */
const overlays = () => document.getElementById("overlays") ?? document.body;

export function EventDrawer({ eventId, close, narrow }: EventDrawerProps) {
  const w = useWords(words);
  return (
    <Drawer
      open={eventId !== undefined}
      onClose={close}
      title={w("opened")}
      size="min(600px, 100vw)"
      getContainer={overlays}
      destroyOnHidden
      rootClassName="event-drawer"
    >
      {eventId !== undefined && <Opened eventId={eventId} narrow={narrow} />}
    </Drawer>
  );
}

function Opened({ eventId, narrow }: { eventId: string; narrow: (subject: string) => void }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const event = useQuery(eventQuery(eventId));
  const names = useQuery({ ...namesQuery, enabled: useMay("activities:read") });
  if (event.isPending) return <Loading />;
  if (event.isError) return <Failed inner error={event.error} retry={() => void event.refetch()} />;
  const fact = event.data;
  return (
    <div className="opened">
      <p className="opened-sentence">
        {sentence(t, fact, names.data ?? {}, language)} <SourceTag source={fact.data.source} />
      </p>
      <Button onClick={() => narrow(fact.subject)}>{w("same_subject")}</Button>
      <h3>{w("envelope")}</h3>
      <Envelope fact={fact} />
      <h3 id="event-data">{w("data")}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section tabIndex={0} aria-labelledby="event-data" className="json">
        <pre>{JSON.stringify(fact.data, null, 2)}</pre>
      </section>
    </div>
  );
}

function Envelope({ fact }: { fact: FactDetail }) {
  const w = useWords(words);
  const language = useLanguage();
  const { data: _, time, ...others } = fact;
  const order = [
    "event_id",
    "type",
    "time",
    "subject",
    "seq",
    "topic",
    "partition",
    "offset",
    "feed_id",
    "traceparent",
  ];
  const values: Record<string, unknown> = { ...others, time: `${stamp(time, language)}（${time}）` };
  const keys = [...order, ...Object.keys(values).filter((key) => !order.includes(key))];
  return (
    <dl className="envelope">
      {keys
        .filter((key) => values[key] !== null && values[key] !== undefined)
        .map((key) => (
          <div key={key}>
            <dt>{w.of("key", key)}</dt>
            <dd>{typeof values[key] === "object" ? JSON.stringify(values[key]) : String(values[key])}</dd>
          </div>
        ))}
    </dl>
  );
}
