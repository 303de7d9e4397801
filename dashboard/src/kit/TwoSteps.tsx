/** A button for what cannot be taken back: the first click says what follows, the second does it. */
import { Button } from "antd";
import { type ReactNode, useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { Looked } from "./checks";

interface TwoStepsProps {
  /** What the button is called; the second one is called the same. */
  children: ReactNode;
  /** What follows, in one sentence. */
  says: string;
  /** Without it, the form around it is sent. */
  act?: () => void;
  primary?: boolean;
  disabled?: boolean;
  loading?: boolean;
  small?: boolean;
  /** What a screen reader says, where the words alone are not enough. */
  label?: string | undefined;
  testId?: string | undefined;
}

export function TwoSteps({
  children,
  says,
  act,
  primary = false,
  disabled = false,
  loading = false,
  small = false,
  label,
  testId,
}: TwoStepsProps) {
  const { t } = useTranslation();
  const looked = useContext(Looked);
  const [asked, ask] = useState(false);
  // The Enter key in a form clicks its first submit button: it asks, and it never answers yes.
  const asSubmit = act ? "button" : "submit";
  if (!asked) {
    return (
      <Button
        type={primary ? "primary" : "default"}
        size={small ? "small" : "middle"}
        disabled={disabled}
        loading={loading}
        aria-label={label}
        data-testid={testId}
        htmlType={asSubmit}
        onClick={(event) => {
          event.preventDefault();
          // What is missing in a form is said before anything is asked.
          const form = event.currentTarget.closest("form");
          if (act || (form && (looked ? looked(form) : form.reportValidity()))) ask(true);
        }}
      >
        {children}
      </Button>
    );
  }
  const sure = (form: HTMLFormElement | null) => {
    if (act) act();
    else form?.requestSubmit();
    ask(false);
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
          onClick={({ currentTarget }) => sure(currentTarget.closest("form"))}
        >
          {t("sure.yes")} · {children}
        </Button>
        <Button
          autoFocus
          htmlType={asSubmit}
          onClick={(event) => {
            event.preventDefault();
            ask(false);
          }}
        >
          {t("sure.no")}
        </Button>
      </span>
    </fieldset>
  );
}
