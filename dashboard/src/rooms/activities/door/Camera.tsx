/** The phone's camera, which reads QR codes: by the browser itself, or by a library where it cannot. */
import { useEffect, useRef, useState } from "react";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";
import { useWords } from "../../../kit/words";
import { words } from "./words";

interface Detector {
  detect(from: CanvasImageSource): Promise<{ rawValue: string }[]>;
}
type Detectors = {
  new (how: { formats: string[] }): Detector;
  getSupportedFormats?: () => Promise<string[]>;
};

const EVERY_MS = 250;
/** The same code stays in the picture for a while. */
const AGAIN_MS = 3000;

async function detector(): Promise<Detector> {
  const own = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector;
  const formats = (await own?.getSupportedFormats?.().catch(() => [])) ?? [];
  if (own && formats.includes("qr_code")) return new own({ formats: ["qr_code"] });
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  // From this build, not from another host.
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  return new BarcodeDetector({ formats: ["qr_code"] });
}

export default function Camera({ found }: { found: (ticket: string) => void }) {
  const w = useWords(words);
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(found);
  tell.current = found;
  const [failed, fail] = useState(false);
  useEffect(() => {
    let on = true;
    let stream: MediaStream | null = null;
    const seen = new Map<string, number>();
    const look = async () => {
      const reader = await detector();
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const element = video.current;
      if (!on || !element) return;
      element.srcObject = stream;
      await element.play();
      while (on) {
        const codes = element.readyState >= 2 ? await reader.detect(element) : [];
        for (const { rawValue } of codes) {
          const last = seen.get(rawValue) ?? 0;
          seen.set(rawValue, Date.now());
          if (on && Date.now() - last > AGAIN_MS && /^[0-9A-Z]{1,32}$/.test(rawValue)) tell.current(rawValue);
        }
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      }
    };
    look()
      .catch(() => on && fail(true))
      .finally(() => {
        if (!on) for (const track of stream?.getTracks() ?? []) track.stop();
      });
    return () => {
      on = false;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);
  if (failed) return <p role="alert">{w("camera_failed")}</p>;
  return <video ref={video} className="door-camera" playsInline muted aria-label={w("camera_on")} />;
}
