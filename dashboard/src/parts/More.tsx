/** Below a list that has more rows: how many are shown, of how many where that is known, and the way to more. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";

interface MoreProps {
  of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  shown: number;
  count?: number | null | undefined;
  testId?: string;
}

export function More({ of, shown, count, testId = "list-more" }: MoreProps) {
  const { t } = useTranslation();
  if (!of.hasNextPage) return null;
  return (
    <p className="row hint" data-testid={testId}>
      <span>
        {typeof count === "number" ? t("list.shown_of", { shown, count }) : t("list.shown", { shown })}
      </span>
      <Button size="small" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        {t("list.more")}
      </Button>
    </p>
  );
}
