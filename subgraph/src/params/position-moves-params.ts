import { ActionParams } from "./action-params";
import { PositionMove } from "./position-move";

/** Changes of positions that stand alone; `flows` are what backstops pay or receive with them. */
export class PositionMovesParams extends ActionParams {
  constructor(protocol: string, log: string, moves: Array<PositionMove>) {
    super(protocol, log);
    this.moves = moves;
  }
}
