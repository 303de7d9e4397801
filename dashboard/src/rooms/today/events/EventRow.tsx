/** One line of the tail: when, which line of work, what happened. */
import { memo } from "react";
import type { Fact } from "../../../api/types";
import { clock, localDay } from "../../../format/time";
import { sentence } from "../../../i18n/sentence";
import { useLanguage, useShared } from "../../../kit/words";
import { roomOf } from "../../../live/facts";
import { SourceTag } from "../../../parts/SourceTag";

interface EventRowProps {
  fact: Fact;
  names: Record<string, string>;
  open: (fact: Fact) => void;
}

export const EventRow = memo(function EventRow({ fact, names, open }: EventRowProps) {
  const t = useShared();
  const language = useLanguage();
  const room = roomOf(fact);
  return (
    <li className={`event-row row-${room}`}>
      <button type="button" className="row-button" data-testid="event-row" onClick={() => open(fact)}>
        <time className="row-time" dateTime={fact.time}>
          <span>{clock(fact.time, language, true)}</span>
          <span className="row-day">{localDay(fact.time)}</span>
        </time>
        <span className="row-room">{t.of("room", room)}</span>
        <span className="row-what">
          <span className="row-sentence">
            {sentence(t, fact, names, language)} <SourceTag source={fact.data.source} />
          </span>
          <span className="row-type">{fact.type}</span>
        </span>
      </button>
    </li>
  );
});
