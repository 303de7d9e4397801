/** The district in figures for everybody: months by programme, people rounded to fives, small counts hidden. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PublicFigures } from "../../api/activities";
import { get } from "../../api/client";
import { PUBLIC_METRICS } from "../../api/figures";
import { count, yuan } from "../../format/figures";
import { localDay } from "../../format/time";
import { SelectField } from "../../parts/fields";
import { Failed, Loading } from "../../parts/states";
import { Table } from "../../parts/Table";

const FIRST_YEAR = 2021;

export function PublicFiguresPage() {
  const { t } = useTranslation();
  const thisYear = Number(localDay(new Date()).slice(0, 4));
  const [year, setYear] = useState(String(thisYear));
  const figures = useQuery({
    queryKey: ["public", "figures", year],
    queryFn: ({ signal }) =>
      get<PublicFigures[]>(`/api/engagement/public/statistics?from=${year}-01-01&to=${year}-12-31`, signal),
  });
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, back) => String(thisYear - back));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("public.figures.title")}</h1>
          <p className="page-day">{t("public.figures.intro")}</p>
        </div>
      </div>
      <SelectField
        label={t("public.figures.year")}
        value={year}
        onChange={(event) => setYear(event.target.value)}
        options={years.map((value) => ({ value, label: value }))}
      />
      {figures.isPending && <Loading />}
      {figures.isError && <Failed inner error={figures.error} retry={() => void figures.refetch()} />}
      {figures.data && (
        <section className="card">
          <Figures rows={figures.data} />
        </section>
      )}
    </div>
  );
}

function Figures({ rows }: { rows: PublicFigures[] }) {
  const { t, i18n } = useTranslation();
  const present = PUBLIC_METRICS.filter((metric) => rows.some(({ figures }) => metric in figures));
  const told = rows.filter(({ figures }) => present.some((metric) => metric in figures));
  const tell = (metric: string, value: number | null | undefined) => {
    if (value === undefined) return "—";
    if (value === null) return t("public.figures.few");
    return metric.endsWith("_fen") ? yuan(value, i18n.language) : count(value, i18n.language);
  };
  return (
    <Table
      caption={t("public.figures.title")}
      empty={t("public.figures.none")}
      rows={[...told].reverse()}
      id={({ window, member }) => `${window} ${member}`}
      columns={[
        { key: "month", title: t("public.figures.month"), cell: ({ window }) => window.slice(0, 7) },
        {
          key: "programme",
          title: t("activities.programme"),
          cell: ({ member }) => t(`programme.${member}`, { defaultValue: member }),
        },
        ...present.map((metric) => ({
          key: metric,
          title: t(`metric.${metric}`) + (metric.endsWith("_fen") ? t("unit.yuan") : ""),
          figure: true,
          cell: ({ figures }: PublicFigures) => tell(metric, figures[metric]),
        })),
      ]}
    />
  );
}
