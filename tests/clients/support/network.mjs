// The running network, and who reads it.

const { instances } = JSON.parse(process.env.MAJLIS_NETWORK ?? '{"instances":[]}');
if (instances.length < 2) {
  throw new Error("No network is running. Start these tests with `make test-clients`.");
}

export const [first, second] = instances;
export const reader = first.members[0];
/** Every answer of the API names its own server: `127.0.0.1:4001`. */
export const host = new URL(first.url).host;
