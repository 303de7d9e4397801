/** The texts of the working calendar. */
export const calendar = {
  title: "Working calendar",
  intro:
    "The office enters each year's State Council notice; opening hours, windows for objections and deadlines follow it.",
  known: "Working days before {{day}} are known ({{count}} days left).",
  unannounced: "not announced yet",
  unannounced_hint: "No notice of this year's holidays is known: worked out Monday to Friday for now.",
  enter: "Enter a year's notice",
  year: "Year",
  holidays: "Days off (weekends among them included)",
  make_up: "Make-up workdays",
  days_hint: "One day a line, 2027-01-01, or from..to, 2027-02-06..2027-02-12",
  document: "Number or address of the notice",
  submit: "Save",
  entered: "Saved; every room works by it from now on.",
  wrong: "This line is no date: {{line}}",
  notices: "Entered so far",
  none: "None yet; years that the software knows by itself are not listed.",
  replaces: "Entering a year again replaces its whole notice.",
};
