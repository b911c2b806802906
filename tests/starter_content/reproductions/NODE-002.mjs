// Shows EADDRINUSE: a second server listens on a port that is already taken.
import { createServer } from "node:http";

const first = createServer();
first.on("error", (error) => {
  // Port 3000 was taken before this program started, which shows the same error.
  throw error;
});
first.listen(3000, () => {
  first.unref();
  createServer().listen(3000);
});
