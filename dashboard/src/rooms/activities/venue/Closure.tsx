/** A venue is closed for some days, for a reason that everybody reads. */
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { day, text } from "../../../kit/fields";
import { useWords } from "../../../kit/words";
import type { Venue } from "../lists";
import { words } from "./words";

export function Closure({ venue }: { venue: Venue }) {
  const w = useWords(words);
  const close = useCommand("/api/activities/venues/{venue_id}/closures");
  const today = localDay(new Date());
  return (
    <Form
      fields={{
        from_day: day(w("from_day"), { initial: today }),
        to_day: day(w("to_day"), { initial: today }),
        reason: text(w("reason"), { most: 200 }),
      }}
      rows={[["from_day", "to_day"]]}
      command={close}
      send={(values) => close.sendAll(values, { path: { venue_id: venue.venue_id } })}
      primary={false}
      action={w("close_submit")}
      done={w("closed")}
    />
  );
}
