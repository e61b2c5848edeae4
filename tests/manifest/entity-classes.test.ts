import { describe, expect, test } from "vitest";
import { EntityClassesError, withEntityBases } from "../../subgraph/manifest/entity-classes.ts";

const SCHEMA = `
type Auction @entity(immutable: false) {
  id: Bytes!
}
type AuctionEvent @entity(immutable: true) {
  id: Bytes!
}
type FlowPoint @entity(timeseries: true) {
  id: Int8!
}
`;

/** As graph-cli 0.98.1 writes it. */
const GENERATED = `import { Entity, Value } from "@graphprotocol/graph-ts";

export class Auction extends Entity {
  constructor(id: Bytes) {
    super();
  }
}

export class AuctionEvent extends Entity {
}

export class FlowPoint extends Entity {
}

export class AuctionLoader extends Entity {
}
`;

describe("withEntityBases", () => {
  test("default", () => {
    const classes = withEntityBases(GENERATED, SCHEMA);
    expect(classes.match(/^export class .*$/gm)).toEqual([
      "export class Auction extends State {",
      "export class AuctionEvent extends Fact {",
      "export class FlowPoint extends Fact {",
      "export class AuctionLoader extends State {",
    ]);
    expect(classes.match(/^import .*$/gm)).toEqual([
      'import { Entity, Value } from "@graphprotocol/graph-ts";',
      'import { Fact, State } from "../src/store/entity-base";',
    ]);
  });

  test("behavior: a second time changes nothing", () => {
    const once = withEntityBases(GENERATED, SCHEMA);
    expect(withEntityBases(once, SCHEMA)).toBe(once);
  });

  test("error: EntityClassesError", () => {
    expect(() => withEntityBases("export class Auction {}", SCHEMA)).toThrow(EntityClassesError);
  });
});
