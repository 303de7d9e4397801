/** What waits for somebody, by line. */
import { useTranslation } from "react-i18next";
import { type Overview, ROOMS } from "../../api/types";

export function NeedsHandCard({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const { needs_hand: needs, lines } = overview;
  const unknown = ROOMS.some((room) => lines[room]?.status === "unavailable");
  return (
    <section className="card hand" aria-labelledby="hand-title">
      <h2 id="hand-title">{t("hand.title")}</h2>
      {needs.length === 0 ? (
        <div className="empty">
          <span className="empty-mark" aria-hidden="true">
            ✓
          </span>
          {t("hand.empty")}
        </div>
      ) : (
        <ul className="hand-list">
          {needs.map(({ room, kind, count: many }) => (
            <li key={`${room}.${kind}`} className={`hand-row hand-${room}`}>
              <span>
                <span className="hand-room">{t(`room.${room}`, { defaultValue: room })}</span>
                {t(`hand.kind.${kind}`, { defaultValue: kind })}
              </span>
              <strong>{t("hand.count", { count: many })}</strong>
            </li>
          ))}
        </ul>
      )}
      {unknown && <p className="hint">{t("hand.unknown")}</p>}
    </section>
  );
}
