/** Finding a food business by a part of its name: the server searches, and the rest comes by page. */
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "../../../api/problems";
import { Entry } from "../../../kit/Control";
import type { Option } from "../../../kit/fields";
import { type List, useList } from "../../../kit/list";
import { useWords } from "../../../kit/words";
import { words } from "./words";

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

/** The businesses whose name contains what was typed, as the options of a choice, and what draws the search. */
export function usePlaceSearch() {
  const [typed, type] = useState("");
  const search = useSettled(typed).trim();
  const found = useList("/api/inspections/public/establishments", { search }, { after: "name", paged: true });
  const options: Option[] = found.rows.map((one) => ({ value: one.establishment_id, label: one.name }));
  return { typed, type, found, options };
}

interface PlaceSearchProps {
  typed: string;
  type: (typed: string) => void;
  found: List<unknown>;
}

export function PlaceSearch({ typed, type, found }: PlaceSearchProps) {
  const w = useWords(words);
  const { t } = useTranslation();
  const count = found.rows.length;
  return (
    <>
      <Entry
        label={w("search")}
        type="search"
        value={typed}
        maxLength={60}
        autoComplete="off"
        testId="place-search"
        change={type}
      />
      <p className="row hint" role="status" data-testid="places-found">
        {found.error && explain(t, found.error)}
        {!found.error && !found.isPending && (
          <span>{count === 0 ? w("found_none") : w(found.hasMore ? "found_more" : "found", { count })}</span>
        )}
        {found.hasMore && (
          <Button
            size="small"
            loading={found.isFetchingMore}
            data-testid="places-more"
            onClick={() => found.more()}
          >
            {w("more")}
          </Button>
        )}
      </p>
    </>
  );
}
