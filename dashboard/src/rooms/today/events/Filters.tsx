/** Narrowing the tail by line, type and subject; what is chosen is in the address. */
import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import type { EventFilter } from "../../../api/queries";
import { ROOMS } from "../../../api/types";
import { EVENT_TYPES, nounAndVerb } from "../../../i18n/sentence";
import { useShared, useWords } from "../../../kit/words";
import { Choice } from "../../../parts/Choice";
import { words } from "./words";

/** What the gateway takes as a subject; anything else it refuses. */
const SUBJECT = /^[a-z]+\/[A-Za-z0-9-]+$/;

interface FiltersProps {
  filter: EventFilter;
  change: (next: Partial<EventFilter>) => void;
}

export function Filters({ filter, change }: FiltersProps) {
  const w = useWords(words);
  const t = useShared();
  const types = EVENT_TYPES.filter((type) => !filter.room || type.startsWith(`${filter.room}.`));
  return (
    <search className="filters" aria-label={w("filters")}>
      <Choice
        className="filter-room"
        label={w("room")}
        value={filter.room}
        change={(room) => change({ room, type: "" })}
        options={[
          { value: "", label: w("all_rooms") },
          ...ROOMS.map((room) => ({ value: room, label: t.of("room", room) })),
        ]}
      />
      <Choice
        className="filter-type"
        label={w("type")}
        value={filter.type}
        change={(type) => change({ type })}
        options={[
          { value: "", label: w("all_types") },
          ...types.map((type) => ({ value: type, label: t.of("fact.name", nounAndVerb(type)) })),
        ]}
      />
      <SubjectSearch subject={filter.subject} change={(subject) => change({ subject })} />
      {(filter.room || filter.type || filter.subject) && (
        <Button type="link" onClick={() => change({ room: "", type: "", subject: "" })}>
          {t("action.clear")}
        </Button>
      )}
    </search>
  );
}

function SubjectSearch({ subject, change }: { subject: string; change: (subject: string) => void }) {
  const w = useWords(words);
  const [typed, setTyped] = useState(subject);
  useEffect(() => setTyped(subject), [subject]);
  const wrong = typed !== "" && !SUBJECT.test(typed);
  return (
    <form
      className="filter-subject"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) change(typed);
      }}
    >
      <Input
        aria-label={w("subject")}
        aria-invalid={wrong}
        aria-describedby="subject-hint"
        placeholder={w("subject_hint")}
        value={typed}
        maxLength={100}
        {...(wrong ? { status: "error" as const } : {})}
        onChange={(event) => setTyped(event.target.value.trim())}
        onBlur={() => !wrong && typed !== subject && change(typed)}
      />
      <span id="subject-hint" className="hint field-wrong">
        {wrong && w("subject_wrong")}
      </span>
    </form>
  );
}
