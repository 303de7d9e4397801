/** One figure of a period, opened: recounted from its rows, each with its events, beside the period before. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FigureView, Statistics } from "../../api/activities";
import { get } from "../../api/client";
import { FIRST_DAY } from "../../api/days";
import { nextSkip, PAGE } from "../../api/pages";
import { useMay } from "../../app/session";
import { count, yuan } from "../../format/figures";
import { localDay, stamp } from "../../format/time";
import { More } from "../../parts/More";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Table } from "../../parts/Table";

const DAY_MS = 86_400_000;
const PERIODS = ["today", "month", "year", "all"] as const;
export type PeriodName = (typeof PERIODS)[number];

interface Row {
  key: string;
  at: string;
  subject: string;
  programme: string;
  value: number;
}

interface Opened {
  total: number;
  count: number;
  rows: Row[];
}

/** [from, to) of a period, and of the one before it of the same kind. */
export function rangeOf(
  period: PeriodName,
  today: string,
): { from: string; to: string; before: [string, string] } {
  const next = (day: string, by: number) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
  const [year, month] = today.split("-").map(Number) as [number, number];
  const monthDay = (back: number) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10);
  const tomorrow = next(today, 1);
  if (period === "today") return { from: today, to: tomorrow, before: [next(today, -1), today] };
  if (period === "month") return { from: monthDay(0), to: tomorrow, before: [monthDay(1), monthDay(0)] };
  if (period === "year") {
    return { from: `${year}-01-01`, to: tomorrow, before: [`${year - 1}-01-01`, `${year}-01-01`] };
  }
  return { from: FIRST_DAY, to: tomorrow, before: [FIRST_DAY, FIRST_DAY] };
}

async function open(
  room: string,
  metric: string,
  from: string,
  to: string,
  skip: number,
  signal: AbortSignal,
): Promise<Opened> {
  const page = `skip=${skip}&limit=${PAGE}`;
  if (room !== "relief") {
    const found = await get<FigureView>(
      `/api/${room}/figures/${metric}?from=${from}&to=${to}&${page}`,
      signal,
    );
    return {
      ...found,
      rows: found.rows.map((row, place) => ({ ...row, key: String(skip + place), subject: row.aggregate })),
    };
  }
  // The ledger's days end with `to` itself.
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  const found = await get<{
    total_fen: number;
    count: number;
    postings: { day: string; programme: string; fund_id: string | null; kind: string; amount_fen: number }[];
  }>(`/api/relief/figures/${metric}/postings?from=${from}&to=${last}&${page}`, signal);
  return {
    total: found.total_fen,
    count: found.count,
    rows: found.postings.map((row, place) => ({
      key: String(skip + place),
      at: `${row.day}T00:00:00+08:00`,
      subject: row.fund_id ? `fund/${row.fund_id}` : "",
      programme: row.programme,
      value: row.amount_fen,
    })),
  };
}

export function FigurePage() {
  const may = useMay("engagement:read");
  return may ? <Body /> : <Forbidden />;
}

function Body() {
  const { t, i18n } = useTranslation();
  const { room, metric } = useParams({ from: "/figures/$room/$metric" });
  const { period } = useSearch({ from: "/figures/$room/$metric" });
  const { from, to, before } = rangeOf(period, localDay(new Date()));
  const money = metric.endsWith("_fen");
  const tell = (value: number) => (money ? yuan(value, i18n.language) : count(value, i18n.language));
  const opened = useInfiniteQuery({
    queryKey: ["figure", room, metric, from, to],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) => open(room, metric, from, to, pageParam, signal),
    getNextPageParam: ({ rows, count: all }, pages) => nextSkip(pages, rows.length, all),
  });
  // The newest page counted last.
  const sums = opened.data?.pages.at(-1);
  const rows = opened.data?.pages.flatMap((page) => page.rows) ?? [];
  const told = useQuery({
    queryKey: ["figure-told", room, metric, from, to, before],
    queryFn: async ({ signal }) => ({
      now: await engagement(room, metric, from, to, signal),
      before: before[0] === before[1] ? null : await engagement(room, metric, ...before, signal),
    }),
  });
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>
            {t(`metric.${metric}`, { defaultValue: metric })}
            {money && <span className="unit">{t("unit.yuan")}</span>}
          </h1>
          <p className="page-day">{t(`room.${room}`)}</p>
        </div>
        <Period room={room} metric={metric} period={period} />
      </div>
      {opened.isPending && <Loading />}
      {opened.isError && <Failed inner error={opened.error} retry={() => void opened.refetch()} />}
      {sums && (
        <section className="card">
          <dl className="sums" data-testid="figure-sums">
            <Sum label={t("figure.rows_say")} value={tell(sums.total)} />
            {told.data && <Sum label={t("figure.statistics_say")} value={tell(told.data.now)} />}
            {told.data && told.data.before !== null && (
              <Sum label={t(`figure.before.${period}`)} value={tell(told.data.before)} />
            )}
          </dl>
          {told.data && told.data.now !== sums.total && <p className="field-wrong">{t("figure.differ")}</p>}
          <Table
            caption={t("figure.rows")}
            empty={t("figure.none")}
            rows={rows}
            id={({ key }) => key}
            columns={[
              { key: "at", title: t("figure.at"), cell: ({ at }) => stamp(at, i18n.language) },
              {
                key: "programme",
                title: t("activities.programme"),
                cell: ({ programme }) => t(`programme.${programme}`, { defaultValue: programme }),
              },
              { key: "value", title: t("figure.value"), figure: true, cell: ({ value }) => tell(value) },
              {
                key: "events",
                title: t("figure.events"),
                cell: ({ subject }) =>
                  subject ? (
                    <Link to="/events" search={{ subject }}>
                      {t("figure.open")}
                    </Link>
                  ) : (
                    "—"
                  ),
              },
            ]}
          />
          <More of={opened} shown={rows.length} count={sums.count} testId="figure-more" />
        </section>
      )}
    </div>
  );
}

async function engagement(
  room: string,
  metric: string,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<number> {
  const path = `/api/engagement/statistics?grain=total&dimension=line&member=${room}&from=${from}&to=${to}`;
  const { rows } = await get<Statistics>(path, signal);
  return rows.reduce((sum, { figures }) => sum + (figures[metric] ?? 0), 0);
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
  const { t } = useTranslation();
  return (
    <nav className="group-pages" aria-label={t("figure.period")}>
      {PERIODS.map((one) => (
        <Link
          key={one}
          to="/figures/$room/$metric"
          params={{ room, metric }}
          search={{ period: one }}
          aria-current={one === period ? "true" : undefined}
        >
          {t(`figure.periods.${one}`)}
        </Link>
      ))}
    </nav>
  );
}
