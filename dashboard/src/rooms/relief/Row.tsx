/** Rows of the room's lists: what a thing is, what is known of it, what one can do with it. */
import type { ReactNode } from "react";
import { Listed } from "../../kit/Listed";
import type { List } from "../../kit/list";
import "../../styles/relief.css";

interface RowProps {
  title: ReactNode;
  facts: ReactNode[];
  children?: ReactNode;
  testId?: string;
}

export function Row({ title, facts, children, testId }: RowProps) {
  return (
    <li className="relief-row" data-testid={testId}>
      <div className="relief-row-body">
        <strong>{title}</strong>
        <p className="hint">
          {facts.map((fact, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts of a row keep their places
            <span key={place} className="relief-fact">
              {fact}
            </span>
          ))}
        </p>
      </div>
      {children && <div className="relief-acts">{children}</div>}
    </li>
  );
}

interface RowsProps<R> {
  of: List<R>;
  empty: string;
  children: (row: R) => ReactNode;
}

/** A list of the kit, drawn row by row. */
export function Rows<R>({ of, empty, children }: RowsProps<R>) {
  return (
    <Listed of={of} empty={<p className="hint">{empty}</p>}>
      {(rows) => <ul className="relief-rows">{rows.map(children)}</ul>}
    </Listed>
  );
}
