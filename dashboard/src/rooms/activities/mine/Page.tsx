/** A resident's own page: register, wait, cancel, say how it was; take one's data away, or have it erased. */
import { Answered } from "../../../kit/Listed";
import { Page as Frame } from "../../../kit/Page";
import { useRead } from "../../../kit/read";
import { useWords } from "../../../kit/words";
import { Attend } from "./Attend";
import { Data } from "./Data";
import { place } from "./place";
import { Registrations } from "./Registrations";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const own = useRead("/api/activities/me");
  const name = own.data?.name;
  return (
    <Frame
      place={place}
      intro={
        own.data && (
          <>
            <p className="page-day">{name ? w("known", { name }) : w("new")}</p>
            {name && !own.data.confirmed && <p className="hint">{w("unconfirmed")}</p>}
          </>
        )
      }
    >
      <Answered of={own}>
        {(data) => (
          <>
            <Registrations own={data} />
            <Attend known={data.name !== null} />
            <Data own={data} />
          </>
        )}
      </Answered>
    </Frame>
  );
}
