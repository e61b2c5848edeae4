import { readFileSync } from "node:fs";
import type { RequestHandler } from "express";

const PAGE = readFileSync(new URL("./landing-page.html", import.meta.url), "utf8");
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; form-action 'none'";

/** Serves a page to type queries into; it needs nothing from elsewhere, so it works without a network. */
export const landingPage: RequestHandler = (_request, response) => {
  response.setHeader("content-security-policy", POLICY);
  response.type("html").send(PAGE);
};

/** Serves that page where a browser opens the endpoint itself, and passes everything else on. */
export const landingPageForBrowsers: RequestHandler = (request, response, next) => {
  const { query } = request.query;
  const isBrowser =
    request.method === "GET" && query === undefined && request.accepts(["json", "html"]) === "html";
  if (isBrowser) landingPage(request, response, next);
  else next();
};
