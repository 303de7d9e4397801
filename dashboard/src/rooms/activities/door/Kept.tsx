/** What this phone has still to upload, and what went wrong with its storage. */
import { Alert, Button } from "antd";
import { useWords } from "../../../kit/words";
import { useOnline, type useScans } from "./scanning";
import { words } from "./words";

export function Kept({ scans }: { scans: ReturnType<typeof useScans> }) {
  const w = useWords(words);
  const online = useOnline();
  return (
    <>
      <p role="status" data-testid="door-status" className="soft">
        {online ? w("online") : w("offline")} ·{" "}
        {scans.waiting > 0 ? w("waiting", { count: scans.waiting }) : w("uploaded")}
      </p>
      {scans.lost > 0 && (
        <Alert
          type="error"
          data-testid="door-lost"
          title={w("lost", { count: scans.lost })}
          action={<Button onClick={() => void scans.acknowledge()}>{w("lost_read")}</Button>}
        />
      )}
      {scans.broken && <Alert type="error" title={w("broken")} />}
    </>
  );
}
