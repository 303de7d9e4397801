/** Narrowing the tail by line, type and subject; what is chosen is in the address. */
import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventFilter } from "../../api/queries";
import { ROOMS } from "../../api/types";
import { Choice } from "../../parts/Choice";
import { EVENT_TYPES, nounAndVerb } from "./sentence";

/** What the gateway takes as a subject; anything else it refuses. */
const SUBJECT = /^[a-z]+\/[A-Za-z0-9-]+$/;

interface FiltersProps {
  filter: EventFilter;
  change: (next: Partial<EventFilter>) => void;
}

export function Filters({ filter, change }: FiltersProps) {
  const { t } = useTranslation();
  const types = EVENT_TYPES.filter((type) => !filter.room || type.startsWith(`${filter.room}.`));
  return (
    <search className="filters" aria-label={t("events.filters")}>
      <Choice
        className="filter-room"
        label={t("events.room")}
        value={filter.room}
        change={(room) => change({ room, type: "" })}
        options={[
          { value: "", label: t("events.all_rooms") },
          ...ROOMS.map((room) => ({ value: room, label: t(`room.${room}`) })),
        ]}
      />
      <Choice
        className="filter-type"
        label={t("events.type")}
        value={filter.type}
        change={(type) => change({ type })}
        options={[
          { value: "", label: t("events.all_types") },
          ...types.map((type) => ({ value: type, label: t(`fact.name.${nounAndVerb(type)}`) })),
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
  const { t } = useTranslation();
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
        aria-label={t("events.subject")}
        aria-invalid={wrong}
        aria-describedby="subject-hint"
        placeholder={t("events.subject_hint")}
        value={typed}
        maxLength={100}
        {...(wrong ? { status: "error" as const } : {})}
        onChange={(event) => setTyped(event.target.value.trim())}
        onBlur={() => !wrong && typed !== subject && change(typed)}
      />
      <span id="subject-hint" className="hint field-wrong">
        {wrong && t("events.subject_wrong")}
      </span>
    </form>
  );
}
