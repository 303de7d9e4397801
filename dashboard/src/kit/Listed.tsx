/** A list in its states: loading, failed, empty, there, and the way to more of it. */
import { Button } from "antd";
import type { ReactNode } from "react";
import { ProblemError } from "../api/client";
import { Failed, Loading, Missing } from "../parts/states";
import type { List } from "./list";
import { useShared } from "./words";

interface ListedProps<R> {
  of: List<R>;
  /** What is said where there is nothing. */
  empty: ReactNode;
  /** Draws the rows that there are. */
  children: (rows: readonly R[]) => ReactNode;
}

export function Listed<R>({ of, empty, children }: ListedProps<R>) {
  if (of.isPending) return <Loading />;
  if (of.error) return <Failed inner error={of.error} retry={of.retry} />;
  if (of.rows.length === 0) return typeof empty === "string" ? <p className="empty">{empty}</p> : empty;
  return (
    <>
      {children(of.rows)}
      <More of={of} />
    </>
  );
}

interface MoreProps {
  of: Pick<List<unknown>, "rows" | "answer" | "hasMore" | "isFetchingMore" | "more">;
  testId?: string;
}

/** Below a list that has more rows: how many are shown, of how many where that is known, and the way to more. */
export function More({ of, testId = "list-more" }: MoreProps) {
  const t = useShared();
  if (!of.hasMore) return null;
  const shown = of.rows.length;
  const count = (of.answer as { count?: unknown } | undefined)?.count;
  return (
    <p className="row hint" data-testid={testId}>
      <span>
        {typeof count === "number" ? t("list.shown_of", { shown, count }) : t("list.shown", { shown })}
      </span>
      <Button size="small" loading={of.isFetchingMore} onClick={of.more}>
        {t("list.more")}
      </Button>
    </p>
  );
}

/** An id in the address that nothing has, or that is none. */
function isNotThere(error: Error | null): boolean {
  return error instanceof ProblemError && (error.status === 404 || error.code === "invalid-request");
}

/** The states of one answer: nothing of it is drawn before it is there. */
export function Answered<A>({
  of,
  inner = true,
  children,
}: {
  of: { data: A | undefined; error: Error | null; refetch: () => unknown };
  /** False where it is the page's own heading that is missing. */
  inner?: boolean;
  children: (answer: A) => ReactNode;
}) {
  if (of.data !== undefined) return children(of.data);
  if (!inner && isNotThere(of.error)) return <Missing />;
  if (of.error) return <Failed inner={inner} error={of.error} retry={() => void of.refetch()} />;
  return <Loading />;
}
