/** Length of the window of a metric of rare events, in days, when none is asked for. */
export const RARE_EVENT_DAYS = 365;
