/** One activity: what it is, its sessions, and how it is edited and published. */
import { span, stamp } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { oneAtATime, useCommand } from "../../../kit/command";
import { Fold } from "../../../kit/Fold";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { Answered } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { Table } from "../../../kit/Table";
import { type Doing, Thing } from "../../../kit/Thing";
import { To, useParts } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as manage } from "../manage/place";
import { OrganisationLink } from "../OrganisationLink";
import { place as onePlace } from "../session/place";
import { words as ofSession } from "../session/words";
import { standing, useSessionsOf } from "../sessions";
import { VenueLink } from "../VenueLink";
import { words as room } from "../words";
import { place } from "./place";
import { words } from "./words";

type Activity = View<"activities-ActivityView">;

const MODES = ["on-site", "online", "mixed"] as const;

export function Page() {
  const { activity_id } = useParts(place);
  const activity = useRead("/api/activities/activities/{activity_id}", { activity_id });
  return (
    <Answered of={activity} inner={false}>
      {(found) => <OneActivity key={found.activity_id} activity={found} />}
    </Answered>
  );
}

function OneActivity({ activity }: { activity: Activity }) {
  const w = useWords(words);
  const kinds = useWords(room);
  const t = useShared();
  const language = useLanguage();
  const { publish, edit } = oneAtATime({
    publish: useCommand("/api/activities/activities/{activity_id}/publish"),
    edit: useCommand("/api/activities/activities/{activity_id}/edit"),
  });
  const path = { activity_id: activity.activity_id };
  const doings: Doing[] = [
    {
      title: w("publish"),
      permission: "activities:manage",
      not: activity.state !== "draft" && w("published_already"),
      act: (
        <Act command={publish} order={{ path }} testId="publish">
          {w("publish")}
        </Act>
      ),
    },
    {
      title: w("edit.title"),
      permission: "activities:manage",
      act: (
        <Fold title={w("edit.title")} testId="edit-activity">
          <Form
            key={`${activity.title} ${activity.programme} ${activity.mode}`}
            fields={{
              title: text(w("edit.name"), { most: 200, initial: activity.title }),
              programme: text(w("programme"), {
                pattern: "[a-z0-9]+(-[a-z0-9]+)*",
                most: 80,
                initial: activity.programme,
                hint: w("edit.programme_hint"),
              }),
              mode: choice(
                w("mode"),
                MODES.map((value) => ({ value, label: kinds(`mode.${value}`) })),
                { initial: MODES.find((one) => one === activity.mode) ?? "on-site" },
              ),
            }}
            command={edit}
            send={(values) => edit.sendAll(values, { path })}
            primary={false}
            action={w("edit.action")}
            actionTestId="edit-submit"
            outcome={false}
          />
        </Fold>
      ),
    },
  ];
  return (
    <Thing
      place={place}
      name={activity.title}
      back={manage}
      state={
        <>
          <span className="tag">{w.of("states", activity.state)}</span> <SourceTag source={activity.source} />
        </>
      }
      facts={[
        [w("programme"), t.of("programme", activity.programme)],
        [w("mode"), kinds.of("mode", activity.mode)],
        [w("organisation"), <OrganisationLink key="organisation" id={activity.organisation_id} />],
        [w("published_at"), activity.published_at && stamp(activity.published_at, language)],
      ]}
      doings={doings}
      outcome={
        <>
          <Outcome of={publish} done={w("published")} />
          <Outcome of={edit} done={w("edit.done")} />
        </>
      }
      history={{ room: "activities", kind: "activity", id: activity.activity_id }}
    >
      <Sessions activity={activity} />
    </Thing>
  );
}

function Sessions({ activity }: { activity: Activity }) {
  const w = useWords(words);
  const s = useWords(ofSession);
  const language = useLanguage();
  const sessions = useSessionsOf(activity.activity_id);
  return (
    <Section title={w("sessions")} testId="sessions">
      <Table
        caption={w("sessions")}
        empty={w("no_sessions")}
        of={sessions}
        id={({ session_id }) => session_id}
        columns={{
          when: {
            title: w("when"),
            sort: (one) => one.starts_at,
            cell: ({ session_id, starts_at, ends_at }) => (
              <To place={onePlace} params={{ session_id }}>
                {span(starts_at, ends_at, language)}
              </To>
            ),
          },
          where: {
            title: w("where"),
            cell: (one) => <VenueLink id={one.venue_id}>{one.venue_name}</VenueLink>,
          },
          state: { title: w("state"), cell: (one) => s(`states.${standing(one)}`) },
          seats: { title: w("seats"), figure: true, cell: (one) => `${one.confirmed} / ${one.capacity}` },
        }}
      />
    </Section>
  );
}
