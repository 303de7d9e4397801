/** Two or three ways to look at the same thing, one of them on. */
import type { ChoiceOption } from "./Choice";

interface ToggleProps<Value extends string> {
  label: string;
  value: Value;
  change: (value: Value) => void;
  options: readonly (ChoiceOption & { value: Value })[];
}

export function Toggle<Value extends string>({ label, value, change, options }: ToggleProps<Value>) {
  return (
    <fieldset className="toggle" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="toggle-part"
          aria-pressed={option.value === value}
          onClick={() => change(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
