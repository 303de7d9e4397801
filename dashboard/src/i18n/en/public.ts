/** The public site's frame. */
export const publicSite = {
  sign_in: "Sign in",
  foot: "No personal data is shown here; cells of fewer than 5 people are left out. What is only schematic says so.",
  home: {
    label: "Home",
    title: "At home in Nanxi",
    intro:
      "What you can see without an account: activities and stations near you, inspection results, where relief money went.",
  },
  activities: {
    label: "What is on",
    title: "What is on",
    intro: "Activities of the next 60 days. Sign in to register, or come to the counter.",
    find: "Find an activity or place",
    none: "Nothing is on at the moment",
  },
  map: { label: "Map" },
  figures: {
    label: "Figures",
    title: "The district in figures",
    intro:
      "By month and programme. Counts of people are rounded to fives and hidden below five; amounts and batches are exact.",
    year: "Year",
    month: "Month",
    few: "under 5",
    none: "No figures for this year yet",
  },
  join: {
    label: "Open an account",
    title: "Open your account",
    intro:
      "Register, wait, cancel and give feedback yourself; take your data away or have it erased at any time.",
    username_hint: "Small letters, digits, dots, hyphens; 3 to 40",
    display_name: "What to call you",
    password_hint: "At least 10 characters; length counts, not composition",
    submit: "Open",
    done: "Done. Sign in now.",
  },
};
