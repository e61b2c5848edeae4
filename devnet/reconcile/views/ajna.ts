import { noView, type ViewTable } from "../view-table.ts";

/** Pools have no backstop with a balance; losses are spread by the log that settles them. */
export const AJNA_VIEWS: ViewTable = {
  protocol: "ajna",
  deficit: ({ open }) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: open,
      view: noView("a settled debt is socialised by the log that states it; the pool keeps no total"),
    },
  ],
};
