/** One's own data: taken away as a file, or erased for good. */
import { Button } from "antd";
import { useState } from "react";
import { useCommand } from "../../../kit/command";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { words } from "./words";

function take(own: View<"activities-OwnData">) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(own, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "jiayuan-my-data.json";
  link.click();
  URL.revokeObjectURL(url);
}

export function Data({ own }: { own: View<"activities-OwnData"> }) {
  const w = useWords(words);
  const erase = useCommand("/api/activities/me/erasure");
  const [sure, setSure] = useState(false);
  return (
    <Section title={w("data")}>
      <p className="soft">{w("data_text")}</p>
      <p className="acts">
        <Button onClick={() => take(own)}>{w("take")}</Button>
        {own.name !== null && !sure && (
          <Button danger onClick={() => setSure(true)}>
            {w("erase")}
          </Button>
        )}
        {sure && (
          <Button
            danger
            type="primary"
            loading={erase.isPending}
            onClick={() => erase.send({}, () => setSure(false))}
          >
            {w("erase_sure")}
          </Button>
        )}
      </p>
      <Outcome of={erase} done={({ erasure_id: id }) => w("erased", { id })} />
    </Section>
  );
}
