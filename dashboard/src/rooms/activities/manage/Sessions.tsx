/** One activity opened: published or not, its sessions, and the next one to schedule. */
import { localDay, span } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, number, text, time } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { Table } from "../../../kit/Table";
import { To } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { useVenues } from "../lists";
import { place as onePlace } from "../session/place";
import { type Session, useSessionsAhead } from "../sessions";
import { words } from "./words";

type Activity = View<"activities-ActivityView">;

export function Sessions({ activity }: { activity: Activity }) {
  const w = useWords(words);
  const sessions = useSessionsAhead();
  const publish = useCommand("/api/activities/activities/{activity_id}/publish");
  return (
    <Section
      title={activity.title}
      testId="chosen-activity"
      ways={
        activity.state === "draft" ? (
          <Act
            primary
            command={publish}
            order={{ path: { activity_id: activity.activity_id } }}
            testId="publish"
          >
            {w("publish")}
          </Act>
        ) : (
          <span className="tag tag-operator" data-testid="published">
            {w("states.published")}
          </span>
        )
      }
    >
      <Outcome of={publish} done={w("published")} />
      <Listed of={sessions} empty={w("no_sessions")}>
        {(rows) => <Own of={rows.filter(({ activity_id }) => activity_id === activity.activity_id)} />}
      </Listed>
      <Schedule activity={activity} />
    </Section>
  );
}

function Own({ of }: { of: readonly Session[] }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  return (
    <Table
      caption={w("sessions")}
      empty={w("no_sessions")}
      of={of}
      id={({ session_id }) => session_id}
      columns={{
        when: {
          title: w("when"),
          cell: (s) => (
            <To place={onePlace} params={{ session_id: s.session_id }}>
              {span(s.starts_at, s.ends_at, language)}
            </To>
          ),
        },
        where: { title: w("where"), cell: (s) => s.venue_name },
        seats: { title: w("seats"), figure: true, cell: (s) => `${s.confirmed} / ${s.capacity}` },
        online: {
          title: t("pool.online"),
          figure: true,
          cell: (s) => (s.online_capacity ? `${s.online_confirmed} / ${s.online_capacity}` : "—"),
        },
        waiting: { title: w("waiting"), figure: true, cell: (s) => s.waiting },
      }}
    />
  );
}

function Schedule({ activity }: { activity: Activity }) {
  const w = useWords(words);
  const venues = useVenues();
  const schedule = useCommand("/api/activities/activities/{activity_id}/sessions");
  return (
    <>
      <h3>{w("schedule")}</h3>
      <Form
        fields={{
          venue_id: choice(
            w("where"),
            venues.rows.map(({ venue_id, name }) => ({ value: venue_id, label: name })),
          ),
          day: day(w("day"), { initial: localDay(new Date()), testId: "schedule-day" }),
          from: time(w("from"), { testId: "schedule-from" }),
          to: time(w("to"), { testId: "schedule-to" }),
          capacity: number(w("seats"), { least: 1, most: 100_000, initial: 20, testId: "schedule-capacity" }),
          online: number(w("online"), { least: 0, initial: 0 }),
          despite: text(w("despite"), {
            optional: true,
            most: 200,
            hint: w("despite_hint"),
            testId: "schedule-despite",
          }),
        }}
        rows={[
          ["day", "from", "to"],
          ["capacity", "online"],
        ]}
        command={schedule}
        clears={["despite"]}
        send={({ venue_id, day: on, from, to, capacity, online, despite }) =>
          schedule.send({
            path: { activity_id: activity.activity_id },
            body: {
              venue_id,
              starts_at: `${on}T${from}:00+08:00`,
              ends_at: `${on}T${to}:00+08:00`,
              capacity,
              online_capacity: online,
              despite,
            },
          })
        }
        primary={false}
        action={w("schedule_submit")}
        actionTestId="schedule-submit"
        done={w("scheduled")}
      />
    </>
  );
}
