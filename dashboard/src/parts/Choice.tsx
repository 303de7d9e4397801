/** A choice from a list: the browser's own select, which every keyboard, phone and screen reader knows. */

export interface ChoiceOption {
  value: string;
  label: string;
}

interface ChoiceProps {
  label: string;
  value: string;
  change: (value: string) => void;
  options?: readonly ChoiceOption[];
  groups?: readonly { label: string; options: readonly ChoiceOption[] }[];
  className?: string;
}

export function Choice({ label, value, change, options = [], groups = [], className = "" }: ChoiceProps) {
  return (
    <select
      className={`choice ${className}`}
      aria-label={label}
      value={value}
      onChange={(event) => change(event.target.value)}
    >
      <Options options={options} />
      {groups.map((group) => (
        <optgroup key={group.label} label={group.label}>
          <Options options={group.options} />
        </optgroup>
      ))}
    </select>
  );
}

function Options({ options }: { options: readonly ChoiceOption[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ));
}
