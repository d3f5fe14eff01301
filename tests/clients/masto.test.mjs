// masto, the library of Elk and Phanpy: an authorisation code with PKCE, then everything such an app reads first.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { before, test } from "node:test";
import { createOAuthAPIClient, createRestAPIClient } from "masto";
import { first, host, reader, second } from "./support/network.mjs";
import { authorize } from "./support/oauth.mjs";

const REDIRECT = "http://127.0.0.1:9/back";
const SCOPES = "read write follow push";

let guest;
let masto;
let credentials;

before(async () => {
  guest = createRestAPIClient({ url: first.url });
  const app = await guest.v1.apps.create({ clientName: "masto test", redirectUris: REDIRECT, scopes: SCOPES });
  assert.ok(app.clientId && app.clientSecret);
  credentials = { clientId: app.clientId, clientSecret: app.clientSecret };

  const verifier = randomBytes(32).toString("base64url");
  const url = new URL("/oauth/authorize", first.url);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: app.clientId,
    redirect_uri: REDIRECT,
    scope: SCOPES,
    state: "a state of ours",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const { code, state } = await authorize(url, reader, REDIRECT);
  assert.equal(state, "a state of ours");

  const exchange = { ...credentials, grantType: "authorization_code", redirectUri: REDIRECT, code };
  const oauth = createOAuthAPIClient({ url: first.url });
  await assert.rejects(oauth.token.create({ ...exchange, codeVerifier: "another verifier, long enough to be one, of 43" }));
  // The refused attempt has spent the code, as RFC 6749 wants: ask again.
  const again = await authorize(url, reader, REDIRECT);
  const token = await oauth.token.create({ ...exchange, code: again.code, codeVerifier: verifier });
  assert.deepEqual(token.scope.split(" ").sort(), SCOPES.split(" ").sort());
  masto = createRestAPIClient({ url: first.url, accessToken: token.accessToken });
});

test("the instance describes itself in both versions", async () => {
  const [v1, v2] = [await guest.v1.instance.fetch(), await guest.v2.instance.fetch()];
  assert.equal(v1.title, v2.title);
  assert.equal(v2.domain, host);
  assert.match(v1.version, /^\d+\.\d+\.\d+/);
  assert.ok(v2.apiVersions.mastodon >= 1);
  assert.ok(v2.configuration.statuses.maxCharacters > 0);
});

test("the signed-in account is the one that signed in", async () => {
  const me = await masto.v1.accounts.verifyCredentials();
  assert.equal(me.acct, reader.user);
  assert.equal(me.displayName, reader.name);
  assert.ok(me.source);
  const found = await guest.v1.accounts.lookup({ acct: reader.user });
  assert.equal(found.id, me.id);
});

test("a guest reads the local and the public timeline", async () => {
  const local = await guest.v1.timelines.public.list({ local: true, limit: 5 });
  assert.ok(local.length > 0);
  for (const status of local) assert.ok(!status.account.acct.includes("@"), `${status.account.acct} is local`);
  const everything = await guest.v1.timelines.public.list({ limit: 40 });
  assert.ok(everything.some((status) => status.account.acct.includes("@")), "the other instance's posts are there too");
});

test("pages of a timeline follow one another and share nothing", async () => {
  const seen = [];
  for await (const page of guest.v1.timelines.public.list({ limit: 2 })) {
    seen.push(...page.map(({ id }) => id));
    if (seen.length >= 6) break;
  }
  assert.equal(new Set(seen).size, seen.length);
  const newestFirst = [...seen].sort((a, b) => b.length - a.length || (a < b ? 1 : -1));
  assert.deepEqual(seen, newestFirst);
});

test("the home timeline holds a forum of the other instance", async () => {
  const home = await masto.v1.timelines.home.list({ limit: 40 });
  assert.ok(home.length > 0);
  const other = new URL(second.url).host;
  const from = (status) => [status.account.acct, status.reblog?.account.acct ?? ""];
  assert.ok(home.some((status) => from(status).some((acct) => acct.endsWith(`@${other}`))), home.flatMap(from).join(", "));
});

test("a topic is read with its thread", async () => {
  const statuses = await guest.v1.timelines.public.list({ limit: 40 });
  const topic = statuses.find((status) => status.repliesCount > 0 && !status.inReplyToId);
  assert.ok(topic, "the sample content has a topic with replies");
  assert.match(topic.content, /<a [^>]*href=/, "a topic carries its title and a link");

  const status = await guest.v1.statuses.$select(topic.id).fetch();
  assert.equal(status.uri, topic.uri);
  const { ancestors, descendants } = await guest.v1.statuses.$select(topic.id).context.fetch();
  assert.deepEqual(ancestors, []);
  assert.ok(descendants.length >= topic.repliesCount);
  const reply = descendants.find((descendant) => descendant.inReplyToId === topic.id);
  const above = await guest.v1.statuses.$select(reply.id).context.fetch();
  assert.equal(above.ancestors[0].id, topic.id);
});

test("an account is read with its statuses and the reader's relation to it", async () => {
  const [{ account }] = await guest.v1.timelines.public.list({ local: true, limit: 1 });
  const read = await masto.v1.accounts.$select(account.id).fetch();
  assert.equal(read.acct, account.acct);
  const statuses = await masto.v1.accounts.$select(account.id).statuses.list({ limit: 5 });
  assert.ok(statuses.length > 0);
  const [relation] = await masto.v1.accounts.relationships.fetch({ id: [account.id] });
  assert.equal(relation.id, account.id);
});

test("what is not there is a JSON 404, and what needs a token says so", async () => {
  await assert.rejects(guest.v1.statuses.$select("1").fetch(), { statusCode: 404 });
  // A page of a list is awaited like a promise, but is none.
  await assert.rejects(async () => guest.v1.timelines.home.list(), { statusCode: 401 });
});

test("a revoked token is dead", async () => {
  const oauth = createOAuthAPIClient({ url: first.url });
  const url = new URL("/oauth/authorize", first.url);
  url.search = new URLSearchParams({ response_type: "code", client_id: credentials.clientId, redirect_uri: REDIRECT, scope: "read" });
  const { code } = await authorize(url, reader, REDIRECT);
  const { accessToken } = await oauth.token.create({ ...credentials, grantType: "authorization_code", redirectUri: REDIRECT, code });
  const shortLived = createRestAPIClient({ url: first.url, accessToken });
  await shortLived.v1.accounts.verifyCredentials();
  await oauth.revoke({ ...credentials, token: accessToken });
  await assert.rejects(shortLived.v1.accounts.verifyCredentials(), { statusCode: 401 });
});
