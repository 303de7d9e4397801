/** An operator's activities: draft one, publish it, give it sessions. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { TFunction } from "i18next";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Activity, activitiesQuery, organisationsQuery, venuesQuery } from "../../api/activities";
import { useCommand } from "../../api/command";
import { sessionsQuery } from "../../api/queries";
import type { SessionRow } from "../../api/types";
import { useMay } from "../../app/session";
import { localDay, span } from "../../format/time";
import { SelectField, TextField } from "../../parts/fields";
import { SourceTag } from "../../parts/SourceTag";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { type Column, Table } from "../../parts/Table";
import { Told } from "../../parts/Told";

const MODES = ["on-site", "online", "mixed"] as const;
const DAYS_AHEAD = 60;
const DAY_MS = 86_400_000;
const REFRESHES = [["activities"], ["sessions"], ["overview"]];

export function ActivitiesPage() {
  const may = useMay("activities:manage");
  return may ? <Body /> : <Forbidden />;
}

function Body() {
  const { t } = useTranslation();
  const activities = useQuery(activitiesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  if (activities.isPending) return <Loading />;
  if (activities.isError) return <Failed error={activities.error} retry={() => void activities.refetch()} />;
  const one = activities.data.find(({ activity_id }) => activity_id === chosen);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("activities.title")}</h1>
          <p className="page-day">{t("activities.intro")}</p>
        </div>
      </div>
      <DraftForm drafted={setChosen} />
      {one && <Sessions activity={one} />}
      <section className="card">
        <h2>{t("activities.all")}</h2>
        <Table
          caption={t("activities.all")}
          empty={t("activities.none")}
          rows={[...activities.data].reverse()}
          id={({ activity_id }) => activity_id}
          columns={columns(t, setChosen)}
        />
      </section>
    </div>
  );
}

function columns(t: TFunction, open: (id: string) => void): Column<Activity>[] {
  return [
    {
      key: "title",
      title: t("activities.name"),
      cell: (row) => (
        <>
          {row.title} <SourceTag source={row.source} />
        </>
      ),
    },
    {
      key: "programme",
      title: t("activities.programme"),
      cell: ({ programme }) => t(`programme.${programme}`, { defaultValue: programme }),
    },
    { key: "mode", title: t("activities.mode"), cell: ({ mode }) => t(`mode.${mode}`) },
    { key: "state", title: t("activities.state"), cell: ({ state }) => t(`activities.states.${state}`) },
    {
      key: "open",
      title: t("activities.sessions"),
      cell: (row) => (
        <Button size="small" onClick={() => open(row.activity_id)} data-testid={`open-${row.activity_id}`}>
          {t("activities.open")}
        </Button>
      ),
    },
  ];
}

function DraftForm({ drafted }: { drafted: (id: string) => void }) {
  const { t } = useTranslation();
  const organisations = useQuery(organisationsQuery);
  const command = useCommand<{ activity_id: string }>(...REFRESHES);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = Object.fromEntries(new FormData(form));
    command.mutate(
      { path: "/api/activities/activities", body },
      {
        onSuccess: ({ body: { activity_id } }) => {
          form.reset();
          drafted(activity_id);
        },
      },
    );
  };
  return (
    <section className="card">
      <h2>{t("activities.draft")}</h2>
      <form className="form" onSubmit={send}>
        <TextField
          label={t("activities.name")}
          name="title"
          required
          maxLength={200}
          data-testid="draft-title"
        />
        <div className="form-row">
          <TextField
            label={t("activities.programme")}
            name="programme"
            required
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            maxLength={80}
            defaultValue="suishenxue"
            hint={t("activities.programme_hint")}
          />
          <SelectField
            label={t("activities.mode")}
            name="mode"
            options={MODES.map((value) => ({ value, label: t(`mode.${value}`) }))}
          />
        </div>
        <SelectField
          label={t("activities.organisation")}
          name="organisation_id"
          required
          options={(organisations.data ?? []).map((one) => ({
            value: one.organisation_id,
            label: one.name,
          }))}
        />
        <div>
          <Button type="primary" htmlType="submit" loading={command.isPending} data-testid="draft-submit">
            {t("activities.draft_submit")}
          </Button>
        </div>
        <Told error={command.error} done={command.isSuccess && t("activities.drafted")} />
      </form>
    </section>
  );
}

function Sessions({ activity }: { activity: Activity }) {
  const { t, i18n } = useTranslation();
  const [from, to] = useMemo(() => {
    const start = new Date(`${localDay(new Date())}T00:00:00+08:00`);
    return [start.toISOString(), new Date(start.getTime() + DAYS_AHEAD * DAY_MS).toISOString()] as const;
  }, []);
  const sessions = useQuery(sessionsQuery(from, to));
  const publish = useCommand(...REFRESHES);
  const own = (sessions.data ?? []).filter(({ activity_id }) => activity_id === activity.activity_id);
  return (
    <section className="card" data-testid="chosen-activity">
      <div className="card-head">
        <h2>{activity.title}</h2>
        {activity.state === "draft" ? (
          <Button
            type="primary"
            loading={publish.isPending}
            onClick={() =>
              publish.send({ path: `/api/activities/activities/${activity.activity_id}/publish` })
            }
            data-testid="publish"
          >
            {t("activities.publish")}
          </Button>
        ) : (
          <span className="tag tag-operator" data-testid="published">
            {t("activities.states.published")}
          </span>
        )}
      </div>
      <Told error={publish.error} done={publish.isSuccess && t("activities.published")} />
      <Table<SessionRow>
        caption={t("activities.sessions")}
        empty={t("activities.no_sessions")}
        rows={own}
        id={({ session_id }) => session_id}
        columns={[
          {
            key: "when",
            title: t("activities.when"),
            cell: (s) => span(s.starts_at, s.ends_at, i18n.language),
          },
          { key: "where", title: t("activities.where"), cell: (s) => s.venue_name },
          {
            key: "seats",
            title: t("activities.seats"),
            figure: true,
            cell: (s) => `${s.confirmed} / ${s.capacity}`,
          },
          {
            key: "online",
            title: t("pool.online"),
            figure: true,
            cell: (s) => (s.online_capacity ? `${s.online_confirmed} / ${s.online_capacity}` : "—"),
          },
          { key: "waiting", title: t("activities.waiting"), figure: true, cell: (s) => s.waiting },
        ]}
      />
      <ScheduleForm activity={activity} />
    </section>
  );
}

function ScheduleForm({ activity }: { activity: Activity }) {
  const { t } = useTranslation();
  const venues = useQuery(venuesQuery);
  const command = useCommand(...REFRESHES);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const told = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    command.send({
      path: `/api/activities/activities/${activity.activity_id}/sessions`,
      body: {
        venue_id: told.venue_id,
        starts_at: `${told.day}T${told.from}:00+08:00`,
        ends_at: `${told.day}T${told.to}:00+08:00`,
        capacity: Number(told.capacity),
        online_capacity: Number(told.online),
      },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <h3>{t("activities.schedule")}</h3>
      <SelectField
        label={t("activities.where")}
        name="venue_id"
        options={(venues.data ?? []).map(({ venue_id, name }) => ({ value: venue_id, label: name }))}
      />
      <div className="form-row">
        <TextField
          label={t("activities.day")}
          name="day"
          type="date"
          required
          defaultValue={localDay(new Date())}
          data-testid="schedule-day"
        />
        <TextField
          label={t("activities.from")}
          name="from"
          type="time"
          required
          data-testid="schedule-from"
        />
        <TextField label={t("activities.to")} name="to" type="time" required data-testid="schedule-to" />
      </div>
      <div className="form-row">
        <TextField
          label={t("activities.seats")}
          name="capacity"
          type="number"
          min={1}
          max={100000}
          required
          defaultValue={20}
          data-testid="schedule-capacity"
        />
        <TextField label={t("activities.online")} name="online" type="number" min={0} defaultValue={0} />
      </div>
      <div>
        <Button htmlType="submit" loading={command.isPending} data-testid="schedule-submit">
          {t("activities.schedule_submit")}
        </Button>
      </div>
      <Told error={command.error} done={command.isSuccess && t("activities.scheduled")} />
    </form>
  );
}
