import type { Condition } from "../../services/ports.ts";
import { snakeCase } from "../ledger-schema.ts";
import { type Fragment, fragment } from "./fragment.ts";

const FIELD = /^[a-z][A-Za-z]*$/;

/**
 * Writes a condition as SQL over a relation's columns.
 *
 * @throws {Error} when a field is not a plain name: field names come from code, values from clients.
 */
export function conditionSql(
  condition: Condition,
  { orderColumn }: { readonly orderColumn: string },
  network: string,
): Fragment {
  if (!FIELD.test(condition.field)) throw new Error(`Expected a field name, got "${condition.field}".`);
  const column = `"${condition.field === "ordinal" ? orderColumn : snakeCase(condition.field)}"`;
  switch (condition.operator) {
    case "in":
      if (condition.values.length === 0) return fragment("false");
      return fragment(`${column} IN (SELECT unnest(?))`, condition.values);
    case "atLeast":
      return fragment(`${column} >= ?`, condition.value);
    case "below":
      return fragment(`${column} < ?`, condition.value);
    case "named":
      return fragment(
        `${column} IN (SELECT id FROM ${condition.entity} WHERE network = ? AND name = ?)`,
        network,
        condition.name,
      );
  }
}
