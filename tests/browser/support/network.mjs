// The running network: instances, and the people who can sign in to them.

const { instances } = JSON.parse(process.env.MAJLIS_NETWORK ?? '{"instances":[]}');
if (instances.length < 2) {
  throw new Error("No network is running. Start these tests with `make test-browser` or `node tests/browser/run.mjs`.");
}

/** @type {{name: string, url: string, host: string, admin: object, members: object[]}[]} */
export const network = instances.map((instance) => ({ ...instance, host: new URL(instance.url).host }));
export const [first, second] = network;
