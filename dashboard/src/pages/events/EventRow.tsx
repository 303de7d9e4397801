/** One line of the tail: when, which line of work, what happened. */
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Fact } from "../../api/types";
import { clock, localDay } from "../../format/time";
import { roomOf } from "../../live/facts";
import { SourceTag } from "../../parts/SourceTag";
import { sentence } from "./sentence";

interface EventRowProps {
  fact: Fact;
  names: Record<string, string>;
  open: (fact: Fact) => void;
}

export const EventRow = memo(function EventRow({ fact, names, open }: EventRowProps) {
  const { t, i18n } = useTranslation();
  const room = roomOf(fact);
  return (
    <li className={`event-row row-${room}`}>
      <button type="button" className="row-button" data-testid="event-row" onClick={() => open(fact)}>
        <time className="row-time" dateTime={fact.time}>
          <span>{clock(fact.time, i18n.language, true)}</span>
          <span className="row-day">{localDay(fact.time)}</span>
        </time>
        <span className="row-room">{t(`room.${room}`, { defaultValue: room })}</span>
        <span className="row-what">
          <span className="row-sentence">
            {sentence(t, fact, names, i18n.language)} <SourceTag source={fact.data.source} />
          </span>
          <span className="row-type">{fact.type}</span>
        </span>
      </button>
    </li>
  );
});
