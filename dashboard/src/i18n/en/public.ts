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
};
