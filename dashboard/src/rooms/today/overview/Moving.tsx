/** A number that shows when it moves: a short glow, and by how much; still for those who asked for less motion. */
import { useEffect, useRef, useState } from "react";

const GLOW_MS = 1_600;

interface MovingProps {
  value: number | null;
  text: string;
  /** How a difference reads; without it only the glow is shown. */
  difference?: (by: number) => string;
}

export function Moving({ value, text, difference }: MovingProps) {
  const before = useRef(value);
  const [by, setBy] = useState<number | null>(null);

  useEffect(() => {
    const moved = value !== null && before.current !== null ? value - before.current : 0;
    before.current = value;
    if (moved === 0) return;
    setBy(moved);
    const timer = window.setTimeout(() => setBy(null), GLOW_MS);
    return () => window.clearTimeout(timer);
  }, [value]);

  return (
    <span className={by === null ? "moving" : "moving moving-now"}>
      {text}
      {by !== null && difference && (
        <span
          className="moving-by"
          aria-hidden="true"
          data-by={`${by > 0 ? "+" : "−"}${difference(Math.abs(by))}`}
        />
      )}
    </span>
  );
}
