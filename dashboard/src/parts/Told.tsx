/** What came of a command, in the reader's words, where a screen reader hears it. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../api/client";
import { explain } from "../api/problems";

interface ToldProps {
  error: unknown;
  /** What to say when it is done; nothing while it is not. */
  done?: string | false | undefined;
}

export function Told({ error, done }: ToldProps) {
  const { t } = useTranslation();
  return (
    <div className="told" role="status" aria-live="polite" data-testid="told">
      {error ? (
        <Alert
          type="error"
          showIcon
          role="none"
          title={explain(t, error)}
          description={error instanceof ProblemError ? <code>{error.code}</code> : undefined}
        />
      ) : (
        done && <Alert type="success" showIcon role="none" title={done} />
      )}
    </div>
  );
}
