/** One event opened: its sentence, every field of its envelope, its data as JSON. */
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { eventQuery, namesQuery } from "../../api/queries";
import type { FactDetail } from "../../api/types";
import { useMay } from "../../app/session";
import { stamp } from "../../format/time";
import { SourceTag } from "../../parts/SourceTag";
import { Failed, Loading } from "../../parts/states";
import { sentence } from "./sentence";

interface EventDrawerProps {
  eventId: string | undefined;
  close: () => void;
  narrow: (subject: string) => void;
}

/** Not document.body: the drawer's scroll lock there would need a style element without the page's nonce. */
const overlays = () => document.getElementById("overlays") ?? document.body;

export function EventDrawer({ eventId, close, narrow }: EventDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={eventId !== undefined}
      onClose={close}
      title={t("events.opened")}
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
  const { t, i18n } = useTranslation();
  const event = useQuery(eventQuery(eventId));
  const names = useQuery({ ...namesQuery, enabled: useMay("activities:read") });
  if (event.isPending) return <Loading />;
  if (event.isError) return <Failed inner error={event.error} retry={() => void event.refetch()} />;
  const fact = event.data;
  return (
    <div className="opened">
      <p className="opened-sentence">
        {sentence(t, fact, names.data ?? {}, i18n.language)} <SourceTag source={fact.data.source} />
      </p>
      <Button onClick={() => narrow(fact.subject)}>{t("events.same_subject")}</Button>
      <h3>{t("events.envelope")}</h3>
      <Envelope fact={fact} />
      <h3 id="event-data">{t("events.data")}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section tabIndex={0} aria-labelledby="event-data" className="json">
        <pre>{JSON.stringify(fact.data, null, 2)}</pre>
      </section>
    </div>
  );
}

function Envelope({ fact }: { fact: FactDetail }) {
  const { t, i18n } = useTranslation();
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
  const values: Record<string, unknown> = { ...others, time: `${stamp(time, i18n.language)}（${time}）` };
  const keys = [...order, ...Object.keys(values).filter((key) => !order.includes(key))];
  return (
    <dl className="envelope">
      {keys
        .filter((key) => values[key] !== null && values[key] !== undefined)
        .map((key) => (
          <div key={key}>
            <dt>{t(`events.key.${key}`, { defaultValue: key })}</dt>
            <dd>{typeof values[key] === "object" ? JSON.stringify(values[key]) : String(values[key])}</dd>
          </div>
        ))}
    </dl>
  );
}
