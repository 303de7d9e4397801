/** Whether what one sees is live: a dot and a word, announced to screen readers when it changes. */
import { useTranslation } from "react-i18next";
import { useLiveState } from "./LiveProvider";

export function LiveIndicator() {
  const { t } = useTranslation();
  const state = useLiveState();
  if (state === null) return null;
  return (
    <span
      className={`live live-${state}`}
      role="status"
      data-testid="live-indicator"
      data-state={state}
      title={t("live.help")}
    >
      <span className="live-dot" aria-hidden="true" />
      {t(`live.${state}`)}
    </span>
  );
}
