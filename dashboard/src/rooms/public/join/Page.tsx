/** A resident opens an account of their own; who they are is asked with the first registration. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { text } from "../../../kit/fields";
import { Page as Frame } from "../../../kit/Page";
import { To } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { place as mine } from "../../activities/mine/place";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const join = useCommand("/api/residents");
  return (
    <Frame place={place} intro={w("intro")}>
      <section className="card">
        <Form
          fields={{
            username: text(w("username"), {
              pattern: "[a-z0-9][a-z0-9._\\-]{2,39}",
              fill: "username",
              hint: w("username_hint"),
            }),
            display_name: text(w("display_name"), { most: 200 }),
            password: text(w("password"), {
              secret: true,
              least: 10,
              most: 200,
              fill: "new-password",
              hint: w("password_hint"),
            }),
          }}
          command={join}
          send={(values) => join.sendAll(values, {})}
          action={w("submit")}
          actionTestId="join-submit"
          done={w("done")}
        />
        {join.isDone && <To place={mine}>{w("sign_in")}</To>}
      </section>
    </Frame>
  );
}
