/** What came of a command, in the reader's words, where a screen reader hears it. */
import { Alert, Button } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../api/client";
import { explain } from "../api/problems";
import type { Commanding } from "./command";
import type { CommandPath, Reply } from "./paths";
import { useShared } from "./words";

/** Codes after which the very same order may be sent again. */
const MAY_PASS = new Set([
  "network-down",
  "deadline-exceeded",
  "command-in-flight",
  "rate-limited",
  "not-ready",
]);

export interface OutcomeProps<P extends CommandPath> {
  of: Commanding<P>;
  /** What is said when it is done; nothing where the page shows it anyway. */
  done?: ReactNode | ((reply: Reply<P>) => ReactNode) | undefined;
  /** What stands above the reason of a refusal, and above what is done. */
  heads?: { done: string; failed: string };
  testId?: string;
  /** Brought into view when it is there: on a phone it would appear below what one sees. */
  follow?: boolean;
  className?: string;
}

export function Outcome<P extends CommandPath>({
  of,
  done,
  heads,
  testId = "outcome",
  ...more
}: OutcomeProps<P>) {
  const box = useRef<HTMLDivElement>(null);
  const { follow = false, className = "outcome" } = more;
  const settled = of.isDone || of.error !== null;
  useEffect(() => {
    if (follow && settled) box.current?.scrollIntoView({ block: "nearest" });
  }, [follow, settled]);
  return (
    <div ref={box} className={className} role="status" aria-live="polite" data-testid={testId}>
      {of.error ? (
        <Refused of={of} error={of.error} head={heads?.failed} />
      ) : (
        of.isDone && done !== undefined && <Done said={saidOf(of, done)} head={heads?.done} />
      )}
    </div>
  );
}

function saidOf<P extends CommandPath>(of: Commanding<P>, done: OutcomeProps<P>["done"]): ReactNode {
  return typeof done === "function" ? done(of.reply as Reply<P>) : done;
}

function Done({ said, head }: { said: ReactNode; head: string | undefined }) {
  if (!said) return null;
  return <Alert type="success" showIcon role="none" title={head ?? said} description={head && said} />;
}

interface RefusedProps {
  of: { again: () => void; isPending: boolean };
  error: Error;
  head: string | undefined;
}

function Refused({ of, error, head }: RefusedProps) {
  const { t } = useTranslation();
  const shared = useShared();
  const problem = error instanceof ProblemError ? error : null;
  const mayPass = problem !== null && (MAY_PASS.has(problem.code) || problem.status >= 500);
  return (
    <Alert
      type="error"
      showIcon
      role="none"
      title={head ?? explain(t, error)}
      description={
        <>
          {head && <p>{explain(t, error)}</p>}
          {problem && <code>{problem.code}</code>}
          {mayPass && (
            <p>
              <Button loading={of.isPending} onClick={of.again}>
                {shared("action.again")}
              </Button>
            </p>
          )}
        </>
      }
    />
  );
}
