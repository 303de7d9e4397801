/** One figure of a period, opened: recounted from its rows, each with its events, beside the period before. */
import { count, yuan } from "../../../format/figures";
import { localDay, stamp } from "../../../format/time";
import { More } from "../../../kit/Listed";
import { Page as Frame } from "../../../kit/Page";
import { useRead } from "../../../kit/read";
import { Table } from "../../../kit/Table";
import { To, useAddress, useParts } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { Failed, Loading } from "../../../parts/states";
import { place as events } from "../events/place";
import { rangeOf } from "./period";
import { PERIODS, type PeriodName, place } from "./place";
import { type Row, useOpened } from "./rows";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const { room, metric } = useParts(place);
  const { period } = useAddress(place);
  const { from, to, before } = rangeOf(period, localDay(new Date()));
  const money = metric.endsWith("_fen");
  const write = (value: number) => (money ? yuan(value, language) : count(value, language));
  const opened = useOpened(room, { metric, from, to });
  const now = useCounted(room, metric, [from, to]);
  const then = useCounted(room, metric, before);
  const { total } = opened;
  return (
    <Frame
      place={place}
      title={
        <>
          {t.of("metric", metric)}
          {money && <span className="unit">{t("unit.yuan")}</span>}
        </>
      }
      intro={t.of("room", room)}
      ways={<Period room={room} metric={metric} period={period} />}
    >
      {opened.isPending && <Loading />}
      {opened.error && <Failed inner error={opened.error} retry={opened.retry} />}
      {total !== undefined && (
        <section className="card">
          <dl className="sums" data-testid="figure-sums">
            <Sum label={w("rows_say")} value={write(total)} />
            {now !== undefined && <Sum label={w("statistics_say")} value={write(now)} />}
            {then !== undefined && <Sum label={w(`before.${period}`)} value={write(then)} />}
          </dl>
          {now !== undefined && now !== total && <p className="field-wrong">{w("differ")}</p>}
          <Rows of={opened.rows} write={write} />
          <More of={opened} testId="figure-more" />
        </section>
      )}
    </Frame>
  );
}

function Rows({ of, write }: { of: readonly Row[]; write: (value: number) => string }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  return (
    <Table
      caption={w("rows")}
      empty={w("none")}
      of={of}
      id={({ key }) => key}
      columns={{
        at: { title: w("at"), cell: ({ at }) => stamp(at, language) },
        programme: { title: w("programme"), cell: ({ programme }) => t.of("programme", programme) },
        value: { title: w("value"), figure: true, cell: ({ value }) => write(value) },
        events: {
          title: w("events"),
          cell: ({ subject }) =>
            subject ? (
              <To place={events} search={{ subject }}>
                {w("open")}
              </To>
            ) : (
              "—"
            ),
        },
      }}
    />
  );
}

/** What the statistics counted of these days; undefined while it is not known, or where there is no such day. */
function useCounted(room: string, metric: string, [from, to]: [string, string]): number | undefined {
  const asked = { grain: "total", dimension: "line", member: room, from, to } as const;
  const counted = useRead("/api/engagement/statistics", from === to ? null : asked);
  return counted.data?.rows.reduce((sum, { figures }) => sum + (figures[metric] ?? 0), 0);
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Period({ room, metric, period }: { room: string; metric: string; period: PeriodName }) {
  const w = useWords(words);
  return (
    <nav className="group-pages" aria-label={w("period")}>
      {PERIODS.map((one) => (
        <To
          key={one}
          place={place}
          params={{ room, metric }}
          search={{ period: one }}
          current={one === period}
        >
          {w(`periods.${one}`)}
        </To>
      ))}
    </nav>
  );
}
