/** A form that is out of sight until it is wanted. */
import type { ReactNode } from "react";
import "../styles/thing.css";

interface FoldProps {
  title: string;
  testId: string;
  children: ReactNode;
}

export function Fold({ title, testId, children }: FoldProps) {
  return (
    <details className="relief-fold" data-testid={testId}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
