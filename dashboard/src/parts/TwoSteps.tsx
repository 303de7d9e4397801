/** A button for what cannot be taken back: the first click says what follows, the second does it. */
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

interface TwoStepsProps {
  /** What the button is called; the second one is called the same. */
  children: ReactNode;
  /** What follows, in one sentence. */
  says: string;
  act: () => void;
  primary?: boolean;
  disabled?: boolean;
  loading?: boolean;
  testId?: string | undefined;
}

export function TwoSteps({
  children,
  says,
  act,
  primary = false,
  disabled = false,
  loading = false,
  testId,
}: TwoStepsProps) {
  const { t } = useTranslation();
  const [asked, ask] = useState(false);
  if (!asked) {
    return (
      <Button
        type={primary ? "primary" : "default"}
        disabled={disabled}
        loading={loading}
        data-testid={testId}
        onClick={() => ask(true)}
      >
        {children}
      </Button>
    );
  }
  const sure = () => {
    ask(false);
    act();
  };
  return (
    <fieldset className="two-steps" aria-label={t("sure.title")}>
      <span role="alert">{says}</span>
      <span className="two-steps-acts">
        <Button
          danger
          type="primary"
          disabled={disabled}
          data-testid={testId && `${testId}-sure`}
          onClick={sure}
        >
          {t("sure.yes")} · {children}
        </Button>
        <Button autoFocus onClick={() => ask(false)}>
          {t("sure.no")}
        </Button>
      </span>
    </fieldset>
  );
}
