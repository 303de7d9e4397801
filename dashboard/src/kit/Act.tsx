/** A button that sends one command, after a second click where the act cannot be taken back. */
import { Button } from "antd";
import type { ReactNode } from "react";
import { type Commanding, useCommand } from "./command";
import { Outcome, type OutcomeProps } from "./Outcome";
import type { CommandPath, Order, Reply } from "./paths";
import { TwoSteps } from "./TwoSteps";

interface Looks {
  /** The button's words. */
  children: ReactNode;
  /** For what cannot be taken back: what follows. It is then asked for twice. */
  sure?: string | undefined;
  primary?: boolean;
  small?: boolean;
  danger?: boolean;
  disabled?: boolean;
  /** What a screen reader says, where the words alone are not enough. */
  label?: string;
  testId?: string;
}

interface ActProps<P extends CommandPath> extends Looks {
  command: Commanding<P>;
  order: NoInfer<Order<P>>;
  then?: (reply: Reply<P>) => void;
}

/** One of several buttons of a command; what comes of it is said where the page has the `Outcome`. */
export function Act<P extends CommandPath>({ command, order, then, ...looks }: ActProps<P>) {
  const {
    children,
    sure,
    primary = false,
    small = false,
    danger = false,
    disabled = false,
    label,
    testId,
  } = looks;
  const act = () => command.send(order, then);
  if (sure) {
    return (
      <TwoSteps
        says={sure}
        act={act}
        primary={primary}
        small={small}
        disabled={disabled || command.isPending}
        label={label}
        testId={testId}
      >
        {children}
      </TwoSteps>
    );
  }
  return (
    <Button
      type={primary ? "primary" : "default"}
      danger={danger}
      size={small ? "small" : "middle"}
      disabled={disabled || command.isPending}
      aria-label={label}
      data-testid={testId}
      onClick={act}
    >
      {children}
    </Button>
  );
}

interface DoProps<P extends CommandPath> extends Looks {
  path: P;
  order: NoInfer<Order<P>>;
  done?: OutcomeProps<P>["done"];
}

/** A button with a command of its own and what came of it. */
export function Do<P extends CommandPath>({ path, order, done, ...looks }: DoProps<P>) {
  const command = useCommand(path);
  return (
    <span className="do">
      <Act command={command} order={order} {...looks} />
      <Outcome of={command} done={done} />
    </span>
  );
}
