import type { EventDefinition } from "./protocol-definition.ts";

/**
 * Makes the two handlers of an event that was deployed with other `indexed` words under the same first topic. Only one of
 * the layouts decodes a log.
 *
 * @param first - Name and types of the layout whose handler is `handle` and the name.
 * @param suffix - What the name of the other layout's handler ends in.
 * @example layouts("Paid(indexed uint256)", "Paid(uint256)", "OfLaterLayout") // handlePaid, handlePaidOfLaterLayout
 */
export function layouts(
  first: string,
  second: string,
  suffix: string,
  rest: Partial<EventDefinition> = {},
): EventDefinition[] {
  const handler = `handle${first.slice(0, first.indexOf("("))}`;
  return [
    { ...rest, event: first, handler },
    { ...rest, event: second, handler: handler + suffix },
  ];
}
