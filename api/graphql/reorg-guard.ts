import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError } from "graphql";
import { ReorgedError } from "../domain/errors.ts";
import type { GraphqlContext } from "./context.ts";

/** Replaces an answer that a reorg overtook by an error: its parts may come from both sides of the reorg. */
export const reorgGuard: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { session }, response: { body } }) => {
      if (body.kind !== "single") return;
      try {
        await session.assertUnchanged();
      } catch (error) {
        if (!(error instanceof ReorgedError)) throw error;
        const { message, code } = error;
        body.singleResult = { errors: [new GraphQLError(message, { extensions: { code } }).toJSON()] };
      }
    },
  }),
};
