/** An operator's activities: draft one, publish it, give it sessions. */
import { Button } from "antd";
import { useState } from "react";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame, Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { Table } from "../../../kit/Table";
import { To } from "../../../kit/To";
import { useShared, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as activityPlace } from "../activity/place";
import { words as room } from "../words";
import { Draft } from "./Draft";
import { place } from "./place";
import { Sessions } from "./Sessions";
import { words } from "./words";

type Activity = View<"activities-ActivityView">;

export function Page() {
  const w = useWords(words);
  const activities = useList("/api/activities/activities", {}, { after: "activity_id" });
  const [chosen, choose] = useState<string | null>(null);
  const one = activities.rows.find(({ activity_id }) => activity_id === chosen);
  return (
    <Frame place={place} intro={w("intro")}>
      <Draft drafted={choose} />
      {one && <Sessions activity={one} />}
      <Section title={w("all")}>
        <Listed of={activities} empty={w("none")}>
          {(rows) => <All of={[...rows].reverse()} open={choose} />}
        </Listed>
      </Section>
    </Frame>
  );
}

function All({ of, open }: { of: readonly Activity[]; open: (id: string) => void }) {
  const w = useWords(words);
  const kinds = useWords(room);
  const shared = useShared();
  return (
    <Table
      caption={w("all")}
      empty={w("none")}
      of={of}
      id={({ activity_id }) => activity_id}
      find={({ title, programme }) => `${title} ${shared.of("programme", programme)}`}
      columns={{
        title: {
          title: w("name"),
          sort: ({ title }) => title,
          cell: ({ activity_id, title, source }) => (
            <>
              <To place={activityPlace} params={{ activity_id }}>
                {title}
              </To>{" "}
              <SourceTag source={source} />
            </>
          ),
        },
        programme: {
          title: w("programme"),
          sort: ({ programme }) => shared.of("programme", programme),
          cell: ({ programme }) => shared.of("programme", programme),
        },
        mode: { title: w("mode"), cell: ({ mode }) => kinds.of("mode", mode) },
        state: {
          title: w("state"),
          sort: ({ state }) => w.of("states", state),
          cell: ({ state }) => w.of("states", state),
        },
        open: {
          title: w("sessions"),
          cell: ({ activity_id }) => (
            <Button size="small" onClick={() => open(activity_id)} data-testid={`open-${activity_id}`}>
              {w("open")}
            </Button>
          ),
        },
      }}
    />
  );
}
