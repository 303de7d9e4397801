/** An organisation's gifts: where every fen of them is, gift by gift. */
import type { ReactNode } from "react";
import { localDay } from "../../format/time";
import type { View } from "../../kit/paths";
import { useWords } from "../../kit/words";
import { SourceTag } from "../../parts/SourceTag";
import { Row } from "./Row";
import { useYuan } from "./values";
import { words } from "./words";

const SUMS = ["amount", "available", "reserved", "disbursed", "reversed"] as const;

interface GiftsProps {
  statement: View<"relief-Statement">;
  /** What can be done with a gift. */
  acts?: (gift: View<"relief-GiftView">) => ReactNode;
}

export function Gifts({ statement, acts }: GiftsProps) {
  const w = useWords(words);
  const money = useYuan();
  return (
    <>
      <dl className="relief-sums">
        {SUMS.map((key) => (
          <div key={key}>
            <dt>{w(`gift.${key}`)}</dt>
            <dd>{money(statement[`${key}_fen`])}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{w("gift.rule")}</p>
      <ul className="relief-rows">
        {statement.gifts.map((gift) => (
          <Row
            key={gift.donation_id}
            testId="gift-row"
            title={
              <>
                {money(gift.amount_fen)} · {gift.fund_title} <SourceTag source={gift.source} />
              </>
            }
            facts={[
              localDay(gift.received_at),
              ...SUMS.slice(1).map((key) => `${w(`gift.${key}`)} ${money(gift[`${key}_fen`])}`),
              gift.receipt ? w("gift.receipt", { number: gift.receipt }) : w("gift.no_receipt"),
            ]}
          >
            {acts?.(gift)}
          </Row>
        ))}
      </ul>
    </>
  );
}
