/** What one's organisation contributed, counted from events and not told by itself (ORG-4), month by month. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Statistics } from "../../api/activities";
import { get } from "../../api/client";
import { FIGURES } from "../../api/figures";
import { useMay } from "../../app/session";
import { count, yuan } from "../../format/figures";
import { localDay } from "../../format/time";
import { SelectField } from "../../parts/fields";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Table } from "../../parts/Table";

const FIRST_YEAR = 2021;

export function ContributionPage() {
  const may = useMay("engagement:own");
  return may ? <Body /> : <Forbidden />;
}

function Body() {
  const { t, i18n } = useTranslation();
  const thisYear = Number(localDay(new Date()).slice(0, 4));
  const [year, setYear] = useState(String(thisYear));
  const own = useQuery({
    queryKey: ["own-statistics", year],
    queryFn: ({ signal }) =>
      get<Statistics>(
        `/api/engagement/own/statistics?grain=month&from=${year}-01-01&to=${Number(year) + 1}-01-01`,
        signal,
      ),
  });
  const rows = own.data?.rows ?? [];
  const metrics = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))].filter(
    (metric) => FIGURES[metric]?.counts !== "points",
  );
  const tell = (metric: string, value: number | undefined) => {
    if (value === undefined) return "—";
    return metric.endsWith("_fen") ? yuan(value, i18n.language) : count(value, i18n.language);
  };
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("contribution.title")}</h1>
          <p className="page-day">{t("contribution.intro")}</p>
        </div>
      </div>
      <SelectField
        label={t("public.figures.year")}
        value={year}
        onChange={(event) => setYear(event.target.value)}
        options={Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, back) => {
          const value = String(thisYear - back);
          return { value, label: value };
        })}
      />
      {own.isPending && <Loading />}
      {own.isError && <Failed inner error={own.error} retry={() => void own.refetch()} />}
      {own.data && (
        <section className="card">
          <Table
            caption={t("contribution.title")}
            empty={t("contribution.none")}
            rows={metrics}
            id={(metric) => metric}
            columns={[
              {
                key: "metric",
                title: t("today.column.metric"),
                cell: (metric) =>
                  t(`metric.${metric}`, { defaultValue: metric }) +
                  (metric.endsWith("_fen") ? t("unit.yuan") : ""),
              },
              ...rows.map(({ window, figures }) => ({
                key: window,
                title: window.slice(0, 7),
                figure: true,
                cell: (metric: string) => tell(metric, figures[metric]),
              })),
            ]}
          />
        </section>
      )}
    </div>
  );
}
