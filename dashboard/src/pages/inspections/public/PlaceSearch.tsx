/** Finding a food business by a part of its name: the server searches, and the rest comes by page. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { establishmentsFound } from "../../../api/inspections";
import { explain } from "../../../api/problems";
import { Choice } from "../../../parts/Choice";
import { Field } from "../parts";

const TYPING_MS = 250;

/** What was typed, once it has not changed for a moment: a request a pause, not a request a key. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

interface PlaceSearchProps {
  place: string;
  change: (place: string) => void;
}

export function PlaceSearch({ place, change }: PlaceSearchProps) {
  const { t } = useTranslation();
  const [typed, type] = useState("");
  const found = useInfiniteQuery(establishmentsFound(useSettled(typed).trim()));
  const rows = found.data?.pages.flat() ?? [];
  return (
    <>
      <Field label={t("inspection.food.search")}>
        <Input
          type="search"
          value={typed}
          maxLength={60}
          autoComplete="off"
          data-testid="place-search"
          onChange={(event) => {
            type(event.target.value);
            change("");
          }}
        />
      </Field>
      <Field label={t("inspection.food.which")}>
        <Choice
          label={t("inspection.food.which")}
          value={place}
          change={change}
          options={[
            { value: "", label: t("inspection.food.choose") },
            ...rows.map((one) => ({ value: one.establishment_id, label: one.name })),
          ]}
        />
      </Field>
      <p className="row hint" role="status" data-testid="places-found">
        {found.isError && explain(t, found.error)}
        {found.isSuccess && rows.length === 0 && t("inspection.food.found_none")}
        {found.isSuccess && rows.length > 0 && (
          <span>
            {t(found.hasNextPage ? "inspection.food.found_more" : "inspection.food.found", {
              count: rows.length,
            })}
          </span>
        )}
        {found.hasNextPage && (
          <Button
            size="small"
            loading={found.isFetchingNextPage}
            data-testid="places-more"
            onClick={() => void found.fetchNextPage()}
          >
            {t("inspection.food.more")}
          </Button>
        )}
      </p>
    </>
  );
}
