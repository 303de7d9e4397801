/** The working calendar: what the office entered of each year's notice, and the form to enter the next. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { calendarQuery, type WorkingCalendar } from "../../api/activities";
import { useCommand } from "../../api/command";
import { useMay } from "../../app/session";
import { TextAreaField, TextField } from "../../parts/fields";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Told } from "../../parts/Told";
import { daysOf } from "./calendarDays";

const REFRESHES = [
  ["public", "working-calendar"],
  ["activities", "venues"],
];

export function CalendarPage() {
  const may = useMay("activities:manage");
  return may ? <Body /> : <Forbidden />;
}

function Body() {
  const { t } = useTranslation();
  const calendar = useQuery(calendarQuery);
  if (calendar.isPending) return <Loading />;
  if (calendar.isError) return <Failed error={calendar.error} retry={() => void calendar.refetch()} />;
  const { first_unannounced, days_left, notices } = calendar.data;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("calendar.title")}</h1>
          <p className="page-day">{t("calendar.intro")}</p>
        </div>
      </div>
      <p>{t("calendar.known", { day: first_unannounced, count: days_left })}</p>
      <NoticeForm year={first_unannounced.slice(0, 4)} />
      <section className="card">
        <h2>{t("calendar.notices")}</h2>
        {notices.length === 0 && <p className="soft">{t("calendar.none")}</p>}
        {notices.map((notice) => (
          <Notice key={notice.year} notice={notice} />
        ))}
      </section>
    </div>
  );
}

function NoticeForm({ year }: { year: string }) {
  const { t } = useTranslation();
  const command = useCommand(...REFRESHES);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const text = (name: string) => String(fields.get(name) ?? "");
    const read = { holidays: daysOf(text("holidays")), make_up_days: daysOf(text("make_up_days")) };
    const found: Record<string, string> = {};
    for (const [name, { wrong: line }] of Object.entries(read)) {
      if (line !== undefined) found[name] = t("calendar.wrong", { line });
    }
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    command.send(
      {
        path: `/api/activities/working-calendar/${text("year")}`,
        body: {
          holidays: read.holidays.days,
          make_up_days: read.make_up_days.days,
          document: text("document"),
        },
      },
      () => form.reset(),
    );
  };
  return (
    <section className="card">
      <h2>{t("calendar.enter")}</h2>
      <p className="soft">{t("calendar.replaces")}</p>
      <form className="form" onSubmit={send}>
        <div className="form-row">
          <TextField
            label={t("calendar.year")}
            name="year"
            type="number"
            min={2000}
            max={2100}
            defaultValue={year}
            required
          />
          <TextField label={t("calendar.document")} name="document" required maxLength={200} />
        </div>
        <TextAreaField
          label={t("calendar.holidays")}
          name="holidays"
          rows={6}
          required
          hint={t("calendar.days_hint")}
          wrong={wrong.holidays}
        />
        <TextAreaField
          label={t("calendar.make_up")}
          name="make_up_days"
          rows={4}
          hint={t("calendar.days_hint")}
          wrong={wrong.make_up_days}
        />
        <div>
          <Button type="primary" htmlType="submit" loading={command.isPending}>
            {t("calendar.submit")}
          </Button>
        </div>
        <Told error={command.error} done={command.isSuccess && t("calendar.entered")} />
      </form>
    </section>
  );
}

function Notice({ notice }: { notice: WorkingCalendar["notices"][number] }) {
  const { t } = useTranslation();
  return (
    <div>
      <h3>
        {notice.year} · {notice.document}
      </h3>
      <p>
        {t("calendar.holidays")}: {notice.holidays.join("，")}
      </p>
      <p>
        {t("calendar.make_up")}: {notice.make_up_days.join("，") || "—"}
      </p>
    </div>
  );
}
